import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import { carriesMark, MARK_WITHIN } from './target.ts';

/** One file on the server beside what the config would make of it. */
export interface Installed {
  /** Below the root. */
  readonly path: string;
  /** `foreign`: not made by Saikido at a place of ours, or made by it from another config. */
  readonly state: 'same' | 'changed' | 'missing' | 'foreign';
  /** Why, where a diff of the contents does not tell. */
  readonly note?: string;
  /** The contents, where they differ. */
  readonly found?: string;
  readonly expected?: string;
}

type Verdict = Omit<Installed, 'path'>;

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

/** Folders may be links, as /lib is on many systems, but not out of the root: an image's would lead to this machine. */
function realFolder(root: string, folder: string): string | undefined {
  const top = realpathSync(root);
  const real = realpathSync(join(root, folder));
  return top === '/' || real === top || real.startsWith(`${top}/`) ? real : undefined;
}

function kindOf(status: { isDirectory(): boolean; isSymbolicLink(): boolean }): string {
  if (status.isSymbolicLink()) return 'it is a link';
  return status.isDirectory() ? 'it is a folder' : 'it is no plain file';
}

function look(artifact: Artifact, root: string): Verdict {
  const folder = realFolder(root, dirname(artifact.path));
  if (folder === undefined) return { state: 'foreign', note: 'its folder leads out of the root' };
  const file = join(folder, basename(artifact.path));
  const status = lstatSync(file);
  if (!status.isFile()) return { state: 'foreign', note: kindOf(status) };
  const found = readFileSync(file, 'utf8');
  const mode = status.mode & 0o7777;
  const note =
    mode === artifact.mode ? {} : { note: `mode ${octal(mode)} instead of ${octal(artifact.mode)}` };
  if (found === artifact.content) return { state: 'note' in note ? 'changed' : 'same', ...note };
  const state = carriesMark(found) ? 'changed' : 'foreign';
  return { state, ...note, found, expected: artifact.content };
}

/** What the operating system's refusal says of the file. */
function verdictOf(error: unknown): Verdict {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { state: 'missing' };
  if (code === 'ENOTDIR' || code === 'ELOOP') return { state: 'foreign', note: 'its folder is none' };
  if (code === 'EACCES' || code === 'EPERM') return { state: 'changed', note: 'it cannot be read' };
  throw error;
}

/** Each file of the config on the server. */
export function compareInstalled(artifacts: readonly Artifact[], root: string): Installed[] {
  return artifacts.map((artifact) => {
    try {
      return { path: artifact.path, ...look(artifact, root) };
    } catch (error) {
      return { path: artifact.path, ...verdictOf(error) };
    }
  });
}

function headOf(file: string): string {
  const head = Buffer.alloc(4 * MARK_WITHIN);
  const opened = openSync(file, 'r');
  try {
    return head.toString('utf8', 0, readSync(opened, head, 0, head.length, 0));
  } finally {
    closeSync(opened);
  }
}

function marked(file: string): boolean {
  try {
    return carriesMark(headOf(file));
  } catch {
    return false;
  }
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Files with our mark that the config does not make, such as those of a service that was taken out of it. */
export function strangers(
  artifacts: readonly Artifact[],
  root: string,
  folders: readonly string[],
): Installed[] {
  const expected = new Set(artifacts.map(({ path }) => path));
  const places = new Set([...artifacts.map(({ path }) => dirname(path)), ...folders]);
  const note = 'made by Saikido, but not from this config';
  return [...places].flatMap((folder) =>
    filesIn(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => !expected.has(path) && marked(join(root, path)))
      .map((path): Installed => ({ path, state: 'foreign', note })),
  );
}
