import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';

const folders = new Set<string>();

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function removeAll(): void {
  for (const folder of folders) remove(folder);
}

/** Writes files with their modes, whatever the umask is. */
export function writeFiles(
  folder: string,
  files: readonly Pick<Artifact, 'path' | 'content' | 'mode'>[],
): void {
  const made = new Set<string>();
  for (const file of files) {
    const target = path.join(folder, file.path);
    const parent = path.dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true, mode: 0o755 });
    made.add(parent);
    writeFileSync(target, file.content);
    chmodSync(target, file.mode);
  }
}

/** Where /tmp is mounted noexec nothing in it can be rehearsed, and systemd calls every script not executable. */
function mayExecuteIn(folder: string): boolean {
  const probe = path.join(folder, 'probe');
  try {
    writeFileSync(probe, '', { mode: 0o755 });
    accessSync(probe, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

function newFolder(place: string): string {
  const folder = mkdtempSync(path.join(place, 'saikido-check-'));
  folders.add(folder);
  return folder;
}

function executableFolder(): string {
  const folder = newFolder(tmpdir());
  if (mayExecuteIn(folder) || !existsSync('/var/tmp')) return folder;
  leaveBundle(folder);
  return newFolder('/var/tmp');
}

/** A new temporary folder with the bundle in it; it goes with `leaveBundle`, at the latest when the process exits. */
export function writeBundle(artifacts: readonly Artifact[]): string {
  if (!process.listeners('exit').includes(removeAll)) process.on('exit', removeAll);
  const folder = executableFolder();
  writeFiles(folder, artifacts);
  return folder;
}

export function leaveBundle(folder: string): void {
  remove(folder);
  folders.delete(folder);
}
