import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A new temporary folder with the bundle in it; it goes with `leaveBundle`, at the latest when the process exits. */
export function writeBundle(artifacts: readonly Artifact[]): string {
  if (!process.listeners('exit').includes(removeAll)) process.on('exit', removeAll);
  const folder = mkdtempSync(path.join(tmpdir(), 'saikido-check-'));
  folders.add(folder);
  writeFiles(folder, artifacts);
  return folder;
}

export function leaveBundle(folder: string): void {
  remove(folder);
  folders.delete(folder);
}
