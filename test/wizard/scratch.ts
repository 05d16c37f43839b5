import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** Fresh folders, removed at the end of the file; their name has a blank. */
export function scratchFolders(): (name: string) => string {
  const top = mkdtempSync(path.join(os.tmpdir(), 'saikido wizard '));
  afterAll(() => rmSync(top, { recursive: true }));
  return (name) => {
    const folder = path.join(top, name);
    mkdirSync(folder);
    return folder;
  };
}

/** Every file below a folder with its mode and its bytes. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(
    files
      .map((file) => [file, lstatSync(path.join(folder, file))] as const)
      .filter(([, stats]) => stats.isFile())
      .map(([file, { mode }]) => [
        `${(mode & 0o777).toString(8)} ${file}`,
        readFileSync(path.join(folder, file), 'utf8'),
      ]),
  );
}

/** The lines of a config that `init` wrote, without the first, which is for editors. */
export function configLines(folder: string, name = 'saikido.yaml'): string[] {
  return readFileSync(path.join(folder, name), 'utf8').split('\n').slice(1);
}
