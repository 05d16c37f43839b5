import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The folder itself, or the nearest one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearest(dirname(folder));
}

/** Why nothing can be written into a folder, which need not be there yet; nothing where it can. */
export function whyNotWritable(folder: string): string | undefined {
  const place = nearest(resolve(folder));
  if (!statSync(place).isDirectory()) return `${place} is no folder`;
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EROFS' ? `${place} is on a read-only file system` : `you may not write into ${place}`;
  }
}

/** Below what is no folder there is no link either. */
function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The same for a file, which is replaced in its folder. */
export function whyNotReplaceable(file: string): string | undefined {
  if (isLink(file) && !existsSync(file)) return 'it is a link that leads to nothing';
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch {
    return 'it is read-only for you';
  }
  return whyNotWritable(dirname(file));
}
