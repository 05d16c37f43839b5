import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes the bundle of every example anew, by the built command. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const examples = path.join(root, 'generated-examples');
let failed = false;

for (const name of readdirSync(examples).sort()) {
  const folder = path.join(examples, name);
  if (!existsSync(path.join(folder, 'saikido.yaml'))) continue;
  /** Two of them are named after what `--for` adds. */
  const added = ['ansible', 'kubernetes'].includes(name) ? ['--for', name] : [];
  const args = [
    path.join(root, 'dist/saikido.cjs'),
    'generate',
    '--config',
    'saikido.yaml',
    '--out',
    'bundle',
    ...added,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
