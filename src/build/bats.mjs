import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const folder = path.join(root, 'test/script');
const bats = path.join(root, 'node_modules/bats/bin/bats');
/** Milliseconds for one file; a test that hangs must not hang the rest. */
const TIMEOUT = 300_000;
const SIDE_BY_SIDE = 2;

/**
 * A private PID namespace: what a test leaves behind ends with it, and its first process reaps orphans at once.
 * Without the right to make one the tests run as they are.
 */
const box = (() => {
  const flags = ['-mpf', '--mount-proc', '--kill-child'];
  const ways = [flags, ['-Ur', ...flags]];
  const way = ways.find((candidate) => spawnSync('unshare', [...candidate, 'true']).status === 0);
  return way === undefined ? [] : ['unshare', ...way, 'bash', '-c', '"$@"; exit "$?"', 'bash'];
})();

function runFile(file) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido bats '));
  const [command, ...args] = [...box, bats, '--formatter', 'tap', path.join(folder, file)];
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

/** Runs test/script/*.bats, two files side by side; `only` keeps those whose name contains it. */
export async function runBats(only = '') {
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => name.endsWith('.bats') && name.includes(only),
  );
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
