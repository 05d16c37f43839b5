import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const bin = (name) => path.join(root, 'node_modules/.bin', name);

/** Everything that reads the source without running it. */
const parts = [
  { name: 'types', file: bin('tsc'), args: ['-p', '.'] },
  { name: 'lint', file: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', file: bin('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', file: bin('knip'), args: ['--no-progress'] },
  { name: 'bash', file: process.execPath, args: [path.join(root, 'src/build/bash-format.mjs')] },
];

/** Runs every part, also after one failed; gives the names of those that failed. */
export function check() {
  const failed = [];
  for (const { name, file, args } of parts) {
    const { status, stdout, stderr } = spawnSync(file, args, { cwd: root, encoding: 'utf8' });
    console.log(`${status === 0 ? 'passed' : 'FAILED'}  ${name}`);
    if (status === 0) continue;
    console.log(`${stdout}${stderr}`.trimEnd());
    failed.push(name);
  }
  return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = check().length === 0 ? 0 : 1;
