import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Gives a file this text in one step, through links and with the mode it had; leaves it alone when it has the text. */
export function replaceFile(path: string, text: string): void {
  const exists = existsSync(path);
  const file = exists ? realpathSync(path) : path;
  if (exists && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.new-${process.pid}`;
  try {
    writeFileSync(fresh, text, { flag: 'wx' });
    if (exists) chmodSync(fresh, statSync(file).mode & 0o7777);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
