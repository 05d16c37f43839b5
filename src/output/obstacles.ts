import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is no plain file at a place where one should be. */
export interface InTheWay {
  readonly kind: 'in the way';
  /** What stands there: the path itself, or what is none of the folders that lead to it. */
  readonly at: string;
  readonly folder: boolean;
}

function filesBelow(root: string, path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, inside) : [inside];
  });
}

/**
 * The files that are in the way, by their own names. Of a folder that an earlier run made those that it holds, which
 * may be none any more when that run was killed; any other folder is itself in the way.
 */
export function obstacles({ at, folder }: InTheWay, root: string, earlier: Iterable<string>): string[] {
  const wasOurs = folder && [...earlier].some((path) => path === at || path.startsWith(`${at}/`));
  return wasOurs ? filesBelow(root, at) : [at];
}
