import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoteWord } from '../wizard/tree.ts';

const SCRIPT = 'generated-examples/demo/leaky-daemon.sh';

/** Command of the leaky daemon that comes with the package, wherever that is installed. */
export function demonstrationCommand(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const script = join(folder, SCRIPT);
    if (existsSync(script)) return quoteWord(script);
    if (folder === dirname(folder)) throw new Error(`the package lacks ${SCRIPT}`);
  }
}
