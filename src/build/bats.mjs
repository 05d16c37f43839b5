import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/** The generated script on processes of the tests, on daemons of others, and run by cron and logrotate. */
const folders = ['test/script', 'test/daemons', 'test/schedulers'];
const bats = path.join(root, 'node_modules/bats/bin/bats');
/** Milliseconds for one file; a test that hangs must not hang the rest. */
const TIMEOUT = 300_000;
const SIDE_BY_SIDE = 2;

/**
 * Private namespaces. Of PIDs: what a test leaves behind ends with it, and its first process reaps orphans at once.
 * Of the network: every port is free, and nobody outside is reached. Without the right to make them the tests run as
 * they are.
 */
const box = (() => {
  const flags = ['-mpnf', '--mount-proc', '--kill-child'];
  const ways = [flags, ['-Ur', ...flags]];
  const way = ways.find((candidate) => spawnSync('unshare', [...candidate, 'true']).status === 0);
  const inside = '{ ip link set lo up || busybox ip link set lo up; } 2>/dev/null; "$@"; exit "$?"';
  return way === undefined ? [] : ['unshare', ...way, 'bash', '-c', inside, 'bash'];
})();

function runFile(file) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido bats '));
  const [command, ...args] = [...box, bats, '--formatter', 'tap', path.join(root, file)];
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

/** Runs the .bats files of the folders, two side by side; `only` keeps those whose path contains it. */
export async function runBats(only = '') {
  const files = folders
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.bats') && file.includes(only));
  const sum = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const result = await runFile(file);
      sum.passed += result.passed;
      sum.failed += result.failed;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return sum;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runBats(process.argv[2]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
