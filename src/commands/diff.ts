import { unifiedDiff } from '../output/diff.ts';
import { compareTarget } from '../output/target.ts';
import type { Artifact } from '../render/artifact.ts';
import { problemLine } from '../ui/messages.ts';
import { makeBundle } from './bundle.ts';

export interface DiffOptions {
  readonly config: string;
  /** Folder that stands for `/`, or for the home when the config says install: user. */
  readonly root: string;
}

const STATE = {
  new: 'missing',
  content: 'changed',
  mode: 'mode',
  gone: 'changed',
  foreign: 'foreign',
} as const;
const INSTALLED = 'root/';

/** The part of the bundle that is installed, with the paths it has on the server. */
function installedOnes(artifacts: readonly Artifact[]): Artifact[] {
  return artifacts
    .filter(({ path }) => path.startsWith(INSTALLED))
    .map((artifact) => ({ ...artifact, path: artifact.path.slice(INSTALLED.length) }));
}

/** `saikido diff`: one line a file, then what is different; 0 when all are the same, 1 when not, 2 for a bad config. */
export function diffCommand(options: DiffOptions) {
  const { artifacts, problems } = makeBundle(options.config);
  const said = problems.map((problem) => `${problemLine(problem, options.config)}\n`).join('');
  if (artifacts === undefined) return { status: 2, stdout: '', stderr: said };
  const expected = installedOnes(artifacts);
  const changes = new Map(compareTarget(expected, options.root).map((change) => [change.path, change]));
  const lines = expected.map(({ path, mode }) => {
    const change = changes.get(path);
    if (change === undefined) return `same     ${path}\n`;
    const modes = change.kind === 'mode' ? ` (${octal(change.found!.mode)} instead of ${octal(mode)})` : '';
    return `${STATE[change.kind].padEnd(8)} ${path}${modes}\n`;
  });
  const diffs = [...changes.values()].map(({ path, kind, found, artifact }) =>
    kind === 'content' || kind === 'foreign' ? unifiedDiff(path, found?.content, artifact?.content) : '',
  );
  return { status: changes.size === 0 ? 0 : 1, stdout: [...lines, ...diffs].join(''), stderr: said };
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
