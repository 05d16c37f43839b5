import {
  chmodSync, existsSync, lstatSync, mkdirSync, opendirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { basename, dirname, join, resolve } from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import { type Change, parentOf } from './target.ts';

/** Folders in which a run prepares what it writes; one whose process is gone was left by a kill. */
const STAGE = /^\.saikido-stage-(\d+)$/;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what killed runs left in a folder. */
function removeStages(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(STAGE.exec(name)?.[1]);
    if (pid > 0 && (pid === process.pid || !isAlive(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** A fresh, empty stage in a folder, after removing those of killed runs. */
function makeStage(folder: string): string {
  removeStages(folder);
  const stage = join(folder, `.saikido-stage-${process.pid}`);
  mkdirSync(stage);
  return stage;
}

/** Makes folders as they are needed. */
function folderMaker(root: string): (path: string) => void {
  const made = new Set<string>(['']);
  const make = (path: string) => {
    if (made.has(path)) return;
    made.add(path);
    make(parentOf(path));
    if (!existsSync(`${root}/${path}`)) mkdirSync(`${root}/${path}`);
  };
  return (file) => make(parentOf(file));
}

/** Most bytes that a unit of a string's length takes in UTF-8. */
const BYTES_A_UNIT = 3;

/** All contents take the way through one buffer: a fresh one for each costs more than to fill it. */
function writeAll(root: string, artifacts: readonly Artifact[]): void {
  const makeFolder = folderMaker(root);
  const longest = artifacts.reduce((most, { content }) => Math.max(most, content.length), 0);
  const buffer = Buffer.allocUnsafe(BYTES_A_UNIT * longest);
  for (const { path, content, mode } of artifacts) {
    makeFolder(path);
    writeFileSync(`${root}/${path}`, buffer.subarray(0, buffer.write(content)), { mode });
  }
}

/** The folder that a path stands for, through links; `undefined` when nothing is there yet. Throws for all else. */
export function existingFolder(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    opendirSync(path).closeSync();
  } catch (error) {
    // opendir alone does not tell its path.
    const { message } = error as Error;
    throw Object.assign(error as Error, { path, message: `${message} '${path}'` });
  }
  return realpathSync(path);
}

/** A folder that was not there appears by one rename. */
function writeFresh(target: string, artifacts: readonly Artifact[]): void {
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  const stage = makeStage(parent);
  try {
    const folder = join(stage, basename(target));
    mkdirSync(folder);
    writeAll(folder, artifacts);
    renameSync(folder, target);
    rmdirSync(stage);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    throw error;
  }
}

/** Removes folders that became empty, from the innermost up. */
function removeEmpty(target: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(target, folder)).length > 0) return;
    rmdirSync(join(target, folder));
  }
}

/** Removes a folder that holds nothing but folders; throws when there is anything else in one. */
function removeHollow(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeHollow(join(folder, entry.name));
  }
  rmdirSync(folder);
}

/** Gives a file its place, be it the one of a folder whose files are gone. */
function moveTo(place: string, file: string): void {
  try {
    renameSync(file, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    removeHollow(place);
    renameSync(file, place);
  }
}

/** Last of all: until it is replaced, the old one knows what an unfinished run has still to remove. */
const MANIFEST = 'manifest.json';

function writeInto(target: string, changes: readonly Change[]): void {
  const wanted = changes.flatMap(({ kind, artifact }) =>
    artifact !== undefined && kind !== 'mode' ? [artifact] : [],
  );
  const stage = makeStage(target);
  try {
    writeAll(stage, wanted);
    const makeFolder = folderMaker(target);
    const replace = ({ path }: Artifact) => {
      makeFolder(path);
      moveTo(`${target}/${path}`, `${stage}/${path}`);
    };
    const remove = ({ path }: Change) => {
      unlinkSync(join(target, path));
      removeEmpty(target, path);
    };
    const gone = changes.filter(({ kind }) => kind === 'gone');
    gone.filter(({ blocks }) => blocks === true).forEach(remove);
    wanted.filter(({ path }) => path !== MANIFEST).forEach(replace);
    for (const { kind, path, artifact } of changes) {
      if (kind === 'mode' && artifact !== undefined) chmodSync(join(target, path), artifact.mode);
    }
    gone.filter(({ blocks }) => blocks !== true).forEach(remove);
    wanted.filter(({ path }) => path === MANIFEST).forEach(replace);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/**
 * Brings a folder to the state that `changes` (of compareTarget) asks for. The caller has made sure that none of them
 * is `foreign`. Throws what the operating system says; killed at any instant, the next run completes the work.
 */
export function writeChanges(out: string, artifacts: readonly Artifact[], changes: readonly Change[]): void {
  const existing = existingFolder(out);
  if (changes.length === 0) {
    if (existing !== undefined) removeStages(existing);
    return;
  }
  const before = process.umask(0o022);
  try {
    if (existing === undefined) writeFresh(resolve(out), artifacts);
    else writeInto(existing, changes);
  } finally {
    process.umask(before);
  }
}
