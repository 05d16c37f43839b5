import type { Plan } from '../../plan/plan.ts';
import type { Artifact } from '../../render/artifact.ts';
import { readSums } from './sums.ts';

interface Listed {
  readonly path: string;
  readonly mode: string;
  readonly sha256: string;
}

interface Manifest {
  readonly config_sha256: string;
  readonly services: readonly string[];
  readonly files: readonly Listed[];
}

/** What the manifest says differently from the files it lists. */
export function compareManifest(
  content: string,
  plan: Plan,
  artifacts: readonly Artifact[],
): string | undefined {
  const { config_sha256, services, files } = JSON.parse(content) as Manifest;
  if (config_sha256 !== plan.digest) return 'the digest of the config is not that of the plan';
  const named = [
    ...plan.services.map(({ service }) => service.name),
    ...plan.workloads.map(({ workload }) => workload.name),
  ];
  if (services.join(' ') !== named.join(' ')) return 'the services are not those of the plan';
  const listed = new Map(files.map((file) => [file.path, file]));
  const meant = artifacts.filter(({ language }) => language !== 'json' && language !== 'sums');
  if (listed.size !== meant.length || files.length !== meant.length)
    return 'it does not list every file once';
  for (const { path, mode } of meant) {
    if (listed.get(path)?.mode !== mode.toString(8).padStart(4, '0')) return `mode of ${path} is not listed`;
  }
  return undefined;
}

/** What SHA256SUMS says differently from the bytes. */
export function compareSums(
  content: string,
  artifacts: readonly Artifact[],
  digestOf: (artifact: Artifact) => string,
): string | undefined {
  const sums = readSums(content);
  const meant = artifacts.filter(({ language }) => language !== 'sums');
  if (sums.size !== meant.length) return 'it does not list every file once';
  for (const artifact of meant) {
    if (sums.get(artifact.path) !== digestOf(artifact))
      return `the digest of ${artifact.path} is not that of its bytes`;
  }
  return undefined;
}
