import type { Config } from '../config/config.ts';
import { allPaths, canonical, foldersAbove } from '../config/paths.ts';
import type { Path } from '../config/values.ts';
import type { Plan } from '../plan/plan.ts';
import { parentOf } from '../output/target.ts';
import type { Problem } from '../problem.ts';
import type { Artifact } from '../render/artifact.ts';

/** The first path that is a file of two artifacts, or a file of one and a folder of another. */
function clashingPath(artifacts: readonly Artifact[]): string | undefined {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { path } of artifacts) {
    if (files.has(path) || folders.has(path)) return path;
    files.add(path);
    for (let folder = parentOf(path); folder !== '' && !folders.has(folder); folder = parentOf(folder)) {
      if (files.has(folder)) return folder;
      folders.add(folder);
    }
  }
  return undefined;
}

/** Two files that would be one, such as a script at the place of a cron file. */
export function clashOf(artifacts: readonly Artifact[]): Problem | undefined {
  const path = clashingPath(artifacts);
  if (path === undefined) return undefined;
  const those = artifacts.filter(
    (artifact) => artifact.path === path || artifact.path.startsWith(`${path}/`),
  );
  const service = those.findLast((artifact) => artifact.service !== undefined)?.service;
  const place = service === undefined ? ['services'] : ['services', service];
  return { code: 'same-file-twice', severity: 'error', path: place, args: { path } };
}

/** The place on the server of what the bundle installs; undefined for its other files. */
function installedPath({ path }: Artifact, install: Config['install']): string | undefined {
  if (!path.startsWith('root/')) return undefined;
  return canonical(`${install === 'user' ? '~' : ''}${path.slice('root'.length)}`);
}

/** Of each path that is generated, and of each folder above one, the first file that lies there. */
function generatedPlaces(artifacts: readonly Artifact[], install: Config['install']) {
  const files = new Map<string, Artifact>();
  const folders = new Map<string, Artifact>();
  for (const artifact of artifacts) {
    const path = installedPath(artifact, install);
    if (path === undefined) continue;
    files.set(path, artifact);
    for (const folder of foldersAbove(path)) if (!folders.has(folder)) folders.set(folder, artifact);
  }
  return { files, folders };
}

/** These are folders, in which a generated file may lie. */
const FOLDERS = new Set(['state_directory', 'working_directory']);

/**
 * A service's own path at the place of a generated file: a log at that of a file of cron.d would be run by root line for
 * line. A clean-up is of a folder, where it would remove what is generated there.
 */
export function pathsOfGenerated({ services, install }: Config, artifacts: readonly Artifact[]): Problem[] {
  const { files, folders } = generatedPlaces(artifacts, install);
  return services.flatMap((service) =>
    allPaths(service).flatMap(({ key, path }): Problem[] => {
      // The script is a generated file itself
      if (key[0] === 'script') return [];
      const at = canonical(path);
      const above = foldersAbove(at).find((folder) => files.has(folder)) ?? '';
      const below = FOLDERS.has(String(key[0])) ? undefined : folders.get(at);
      const generated = files.get(at) ?? files.get(above) ?? below;
      if (generated === undefined) return [];
      const args = { path, file: generated.path, other: `services.${generated.service}` };
      return [
        { code: 'place-of-generated', severity: 'error', path: ['services', service.name, ...key], args },
      ];
    }),
  );
}

/** The unit of a service would be overwritten, or hidden, by what a timer starts. */
export function unitsOfTimers({ services }: Plan): Problem[] {
  const owners = new Map<string, string>(
    services.flatMap(({ service, timers }) =>
      timers.map(({ unit }) => [`${unit}.service`, service.name] as const),
    ),
  );
  return services.flatMap(({ service }): Problem[] => {
    const unit = service.unit ?? `${service.name}.service`;
    const other = service.manager === 'systemd' ? owners.get(unit) : undefined;
    if (other === undefined) return [];
    const args = { unit, other: `services.${other}` };
    return [{ code: 'unit-of-timer', severity: 'error', path: ['services', service.name, 'unit'], args }];
  });
}

interface Leaf {
  readonly path: Path;
  readonly text: string;
}

function leavesOf(value: unknown, path: Path): Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Where in the config the text stands that a language refused: as a whole, or as a part of what was made from it. */
export function placeOfText({ services, workloads }: Config, text: string): Path {
  const leaves = [...services, ...workloads].flatMap(({ name, ...service }) =>
    leavesOf(service, ['services', name]),
  );
  const longestFirst = leaves.toSorted((one, other) => other.text.length - one.text.length);
  const found =
    leaves.find((leaf) => leaf.text === text) ?? longestFirst.find((leaf) => text.includes(leaf.text));
  return found?.path ?? ['services'];
}
