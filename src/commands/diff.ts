import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { unifiedDiff } from '../output/diff.ts';
import { compareInstalled, type Installed, strangers } from '../output/installed.ts';
import { installFolders } from '../plan/names.ts';
import type { Artifact } from '../render/artifact.ts';
import { problemLine } from '../ui/messages.ts';
import { makeBundle } from './bundle.ts';

export interface DiffOptions {
  readonly config: string;
  /** Folder that stands for `/`, or for the home when the config says install: user; of `/` that means one's own. */
  readonly root: string;
}

const INSTALLED = 'root/';

/** The part of the bundle that is installed, with the paths it has on the server. */
function installedOnes(artifacts: readonly Artifact[]): Artifact[] {
  return artifacts
    .filter(({ path }) => path.startsWith(INSTALLED))
    .map((artifact) => ({ ...artifact, path: artifact.path.slice(INSTALLED.length) }));
}

function line({ path, state, note }: Installed): string {
  return `${state.padEnd(8)} ${path}${note === undefined ? '' : ` (${note})`}\n`;
}

function inOrder(one: Installed, other: Installed): number {
  return one.path < other.path ? -1 : 1;
}

/** What is not there is an empty root; a file is none, and neither is what lies beyond one or cannot be reached. */
function whyNoRoot(path: string): string | undefined {
  try {
    return (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true)
      ? undefined
      : 'must be a folder';
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return code === 'ENOTDIR' ? 'must be a folder' : `must be a folder that can be reached (${code})`;
  }
}

/** `saikido diff`: one line a file, then what is different; 0 when all are the same, 1 when not, 2 for a bad config. */
export function diffCommand({ config, root }: DiffOptions) {
  const { plan, artifacts, problems } = makeBundle(config);
  const said = problems.map((problem) => `${problemLine(problem, config)}\n`).join('');
  if (plan === undefined || artifacts === undefined) return { status: 2, stdout: '', stderr: said };
  const place = root === '/' && plan.install === 'user' ? homedir() : root;
  const noRoot = whyNoRoot(place);
  if (noRoot !== undefined) {
    return { status: 2, stdout: '', stderr: `${said}saikido: --root ${noRoot}: ${place}\n` };
  }
  const expected = installedOnes(artifacts);
  const folders = installFolders(plan.install).map((folder) => folder.replace(/^~?\//, ''));
  const files = [...compareInstalled(expected, place), ...strangers(expected, place, folders)].sort(inOrder);
  const diffs = files.map((file) =>
    file.expected === undefined ? '' : unifiedDiff(file.path, file.found, file.expected),
  );
  const noFolder = existsSync(place) ? '' : `saikido: there is no folder ${place}\n`;
  const same = files.every(({ state }) => state === 'same');
  return { status: same ? 0 : 1, stdout: [...files.map(line), ...diffs].join(''), stderr: said + noFolder };
}
