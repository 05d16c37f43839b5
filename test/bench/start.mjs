import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeConfig } from './configs.mjs';
import { writeLog } from './made-log.mjs';
import { command, generate, node, rounds, row, verdict } from './pairs.mjs';
import { benchServices } from './services.mjs';

/**
 * How long the commands take, as multiples of `node -e 0` and of each other: medians of rounds in which all that is
 * compared runs once. Says which target is met; the exit status does not. `npm run bench -- --runs 41` measures more
 * often.
 */
const runsFlag = process.argv.indexOf('--runs');
const RUNS = runsFlag === -1 ? 21 : Number(process.argv[runsFlag + 1]);
const FEW_RUNS = Math.ceil(RUNS / 3);

/** f_type of statfs(2). */
const FILE_SYSTEMS = new Map([
  [0x01021994, 'tmpfs'],
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlay'],
]);

const fileSystem = (folder) => FILE_SYSTEMS.get(statfsSync(folder).type) ?? 'another file system';

/** A folder on a disk, and one in memory, where the machine has both. */
function findPlaces() {
  const folders = [os.tmpdir(), '/var/tmp', '/dev/shm'].filter((folder) => existsSync(folder));
  const memory = folders.find((folder) => fileSystem(folder) === 'tmpfs');
  const disk = folders.find((folder) => fileSystem(folder) !== 'tmpfs');
  return [disk, memory]
    .filter((folder) => folder !== undefined)
    .map((folder) => [
      `${folder === memory ? 'memory' : 'disk'} (${fileSystem(folder)})`,
      mkdtempSync(path.join(folder, 'saikido bench ')),
    ]);
}

function benchStart(scratch) {
  const found = rounds(RUNS, {
    node,
    help: () => command(['--help']),
    one: (round) => generate(writeConfig(scratch, 1), path.join(scratch, `start ${round}`)),
  });
  console.log(`Start, beside node -e 0 (${found.ms('node').toFixed(0)} ms)\n`);
  row('', ['ms', 'times'], 'target');
  for (const [name, subject, limit] of [
    ['--help', 'help', 1.15],
    ['generate 1', 'one', 1.5],
  ]) {
    // prettier-ignore
    const times = found.times(subject, 'node');
    row(name, [found.ms(subject).toFixed(0), times.toFixed(2)], verdict(times, limit));
  }
}

function benchCheck(scratch) {
  const check = (count) => () => command(['check', '--config', writeConfig(scratch, count)]);
  const found = rounds(3, { one: check(1), many: check(200) });
  const times = found.times('many', 'one');
  console.log('\nOne service and 200, in ms\n');
  row('', ['check 1', 'check 200', 'times'], 'target');
  row('', [found.ms('one').toFixed(0), found.ms('many').toFixed(0), times.toFixed(2)], verdict(times, 3));
}

/** With as much memory as it may use: that of a short log. */
function benchReport(scratch) {
  const log = writeLog(scratch, 1_000_000);
  const found = rounds(3, { report: () => command(['report', log], ['--max-old-space-size=64']) });
  const seconds = found.ms('report') / 1000;
  console.log(`\nreport of 1,000,000 lines: ${seconds.toFixed(1)} s, target ${verdict(seconds, 10)}`);
}

const places = findPlaces();
const [[, scratch]] = places;
try {
  benchStart(scratch);
  benchServices(Object.fromEntries(places), FEW_RUNS);
  benchCheck(scratch);
  benchReport(scratch);
} finally {
  for (const [, folder] of places) rmSync(folder, { recursive: true });
}
