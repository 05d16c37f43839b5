import path from 'node:path';
import { build, install, root, run } from './run.mjs';

/** `npm start`: from a fresh clone to the wizard. Ctrl-C belongs to the wizard alone. */
process.on('SIGINT', () => undefined);
install();
build();
process.exitCode = run(process.execPath, [
  path.join(root, 'dist/saikido.cjs'),
  'init',
  ...process.argv.slice(2),
]);
