import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeLog } from './made-log.mjs';

/**
 * How long the command takes, as a multiple of `node -e 0`: medians of paired runs, so that a machine that slows down
 * slows both. Prints a table and judges nothing. `npm run bench -- --runs 41` measures more often.
 */
const runsFlag = process.argv.indexOf('--runs');
const RUNS = runsFlag === -1 ? 21 : Number(process.argv[runsFlag + 1]);
const saikido = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');
/** In memory where the system has such a folder: it is the command that is measured, not the disk. */
const scratch = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'saikido bench '));

function configOf(count) {
  const file = path.join(scratch, `${count}.yaml`);
  const service = (i) =>
    `  worker-${i}:\n    command: [/opt/app/worker.sh, --queue, "nightly ${i}"]\n    pid_file: /run/worker-${i}.pid\n` +
    `    schedule: "${i % 60} 3 * * *"\n`;
  writeFileSync(file, `services:\n${Array.from({ length: count }, (_, i) => service(i)).join('')}`);
  return file;
}

/** `limit`: the target, and what it is a multiple of. */
const subjects = [
  { name: '--help', args: () => ['--help'], limit: '1.15 of node -e 0' },
  ...[1, 200, 2000].map((count) => ({
    name: `generate ${count}`,
    args: () => ['generate', '--config', configOf(count), '--out', path.join(scratch, `out ${count}`)],
    fresh: path.join(scratch, `out ${count}`),
    runs: count === 1 ? RUNS : count === 200 ? 7 : 3,
    limit: { 1: '1.5 of node -e 0', 200: '4 of generate 1', 2000: '10 of generate 200' }[count],
  })),
  ...[1, 200].map((count) => ({
    name: `check ${count}`,
    args: () => ['check', '--config', configOf(count)],
    runs: 3,
    limit: count === 1 ? '' : '3 of check 1',
  })),
  {
    name: 'report 1000000',
    // As much memory as it may use: that of a short log.
    node: ['--max-old-space-size=64'],
    args: () => ['report', writeLog(scratch, 1_000_000)],
    runs: 3,
    limit: '10 seconds',
  },
];

function milliseconds(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function measure({ args, fresh, node = [], runs = RUNS }) {
  const command = [...node, saikido, ...args()];
  const pairs = [];
  for (let i = -1; i < runs; i += 1) {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    const pair = { floor: milliseconds(['-e', '0']), ours: milliseconds(command) };
    if (i >= 0) pairs.push(pair);
  }
  return {
    ms: median(pairs.map(({ ours }) => ours)),
    ratio: median(pairs.map(({ ours, floor }) => ours / floor)),
    runs,
  };
}

console.log(
  `${'command'.padEnd(14)} ${'ms'.padStart(8)} ${'of node -e 0'.padStart(13)} ${'runs'.padStart(5)}  target`,
);
try {
  for (const subject of subjects) {
    const { ms, ratio, runs } = measure(subject);
    const cells = [
      subject.name.padEnd(14),
      ms.toFixed(0).padStart(8),
      ratio.toFixed(2).padStart(13),
      String(runs).padStart(5),
    ];
    console.log(`${cells.join(' ')}  ${subject.limit}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
