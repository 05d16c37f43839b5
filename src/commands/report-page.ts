import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isOurPage } from '../page/page.ts';

/** Enough to hold what tells a page of ours. */
const HEAD_BYTES = 1024;

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer.toString('utf8', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a page in one step, or leaves what was there.
 * @throws the operating system's errors, and one for a file that is no page of ours
 */
export function writePage(path: string, text: string): void {
  const exists = existsSync(path);
  if (exists && !(statSync(path).isFile() && (statSync(path).size === 0 || isOurPage(headOf(path))))) {
    throw new Error('it was not made by saikido report: move it away or choose another name');
  }
  const fresh = `${path}.new-${process.pid}`;
  try {
    const file = openSync(fresh, 'wx');
    writeFileSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
