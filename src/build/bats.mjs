import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { box } from './box.mjs';
import { root } from './run.mjs';

/** The generated script on processes of the tests, on daemons of others, and run by cron and logrotate. */
const folders = [
  'test/script',
  'test/install',
  'test/daemons',
  'test/portability',
  'test/schedulers',
  'test/fleet',
];
const bats = path.join(root, 'node_modules/bats/bin/bats');
/** Milliseconds for one file; a test that hangs must not hang the rest. */
const TIMEOUT = 300_000;
/** More than there are cores: the tests wait more than they work. */
const SIDE_BY_SIDE = 4;
/** They take longest and begin first, so that none of them is left at the end. */
const slow = [
  'ansible',
  'alert-trouble',
  'alerts',
  'crash',
  'killed',
  'machine',
  'jitter',
  'manager-command',
  'systemd',
];

function runFile(file, inside) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido bats '));
  const [command, ...args] = [...box, ...inside, bats, '--formatter', 'tap', path.join(root, file)];
  const env = { ...process.env, TMPDIR: scratch, BATS_TMPDIR: scratch };
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (status) => {
      rmSync(scratch, { recursive: true, force: true });
      resolve(judge(file, status, output));
    });
  });
}

/** A skipped test has proven nothing and counts as failed; so does a test that was planned and never told its end. */
function judge(file, status, output) {
  const planned = Number(/^1\.\.(\d+)/m.exec(output)?.[1] ?? 0);
  const passed = [...output.matchAll(/^ok (?!.*# skip)/gm)].length;
  const fine = status === 0 && planned > 0 && passed === planned;
  if (!fine) console.log(`--- ${file}\n${output}`);
  return { passed, failed: fine ? 0 : Math.max(planned - passed, 1) };
}

/** Runs .bats files, several side by side; `inside` is what each of them is handed to as a command. */
export async function runFiles(files, inside = []) {
  const left = [...files];
  const sum = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const result = await runFile(file, inside);
      sum.passed += result.passed;
      sum.failed += result.failed;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return sum;
}

/** Runs the .bats files of the folders; `only` keeps those whose path contains it. */
export async function runBats(only = '') {
  const files = folders
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.bats') && file.includes(only));
  const isSlow = (file) => slow.some((name) => path.basename(file).startsWith(name));
  return runFiles(files.toSorted((one, other) => isSlow(other) - isSlow(one)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runBats(process.argv[2]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
