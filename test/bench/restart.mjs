import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { compile, ensurers, flag, subjects } from './restart-subjects.mjs';

/**
 * What a restart costs over the physical limit: the gap between the last instant of the old process and the first one of
 * the new, at several times that the process takes to stop, beside other ways to restart it. And what `ensure` costs on
 * a healthy process. Medians of interleaved runs; it prints tables and judges nothing. Needs root, or user namespaces.
 * `npm run bench:restart -- --runs 15` measures more often, `--only saikido` one way
 * alone, `--crowd 200` among 200 idle processes.
 */
const RUNS = Number(flag('runs', '7'));
const CROWD = Number(flag('crowd', '0'));
const ENSURE_RUNS = RUNS * 5;
/** The process ends that many milliseconds after the signal; -1: only when it is killed. `timeout`: seconds. */
const scenarios = [
  { name: 'at once', stop: 0, timeout: 5 },
  { name: '137 ms', stop: 137, timeout: 5 },
  { name: '1.5 s', stop: 1500, timeout: 5 },
  { name: 'killed', stop: -1, timeout: 2 },
];
/** How long a process has lived before it is restarted. */
const LIFE_MS = 300;
/** A run waits for a quiet machine: busy at most by this share; but no longer than this. */
const QUIET = 0.35;
const PATIENCE_MS = 3000;

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function cpuTicks() {
  const ticks = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/ +/).slice(1, 9).map(Number);
  return { idle: ticks[3] + ticks[4], all: ticks.reduce((sum, value) => sum + value) };
}

function awaitQuiet() {
  for (let waited = 0; waited < PATIENCE_MS; waited += 200) {
    const before = cpuTicks();
    sleep(200);
    const after = cpuTicks();
    if (1 - (after.idle - before.idle) / (after.all - before.all) < QUIET) return;
  }
}

/** A PID namespace counts the forks of the commands alone, and ends with all that they left. */
function isolate() {
  const flags = ['-mpnf', '--mount-proc', '--kill-child'];
  const way = [flags, ['-Ur', ...flags]].find((args) => spawnSync('unshare', [...args, 'true']).status === 0);
  if (way === undefined) throw new Error('unshare is missing, or may not make namespaces here');
  const inside = ['bash', '-c', '"$@"; exit "$?"', 'bash', process.execPath, ...process.argv.slice(1)];
  const env = { ...process.env, SAIKIDO_BENCH: 'inside' };
  process.exitCode = spawnSync('unshare', [...way, ...inside], { stdio: 'inherit', env }).status ?? 1;
}

function measure(old, folder, argv) {
  const tool = path.join(import.meta.dirname, 'restart-measure.py');
  const args = [tool, String(old), path.join(folder, 'printed'), ...argv];
  const result = JSON.parse(execFileSync('/usr/bin/python3', args, { encoding: 'utf8' }));
  if (result.status === 0) return result;
  throw new Error(
    `${argv.join(' ')} ended with ${result.status}: ${readFileSync(path.join(folder, 'printed'), 'utf8')}`,
  );
}

/** Instant and PID of the latest start. */
function latest(events) {
  if (!existsSync(events)) return { instant: 0, pid: 0 };
  const [instant = 0, pid = 0] = readFileSync(events, 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number);
  return { instant, pid };
}

function started(events, before) {
  for (let waited = 0; waited < 5000; waited += 5) {
    const start = latest(events);
    if (start.pid !== before) return start;
    sleep(5);
  }
  throw new Error(`nothing was started: ${events}`);
}

function begin(subject, scenario, program, scratch) {
  const folder = path.join(scratch, `${scenario.name} ${subject.name}`.replace(/\W+/g, '-'));
  mkdirSync(folder);
  const events = path.join(folder, 'events');
  const command = [program, 'run', events, String(scenario.stop)];
  const made = subject.prepare({ folder, command, stopTimeout: scenario.timeout });
  measure(0, folder, made.start);
  started(events, 0);
  return { ...subject, ...made, folder, events, command, results: [] };
}

function restartOnce(trial) {
  const old = latest(trial.events);
  sleep(LIFE_MS);
  awaitQuiet();
  const result = measure(old.pid, trial.folder, trial.restart);
  const { instant } = started(trial.events, old.pid);
  return { ...result, gap: (instant - result.gone) / 1e6 };
}

/** Every trial once a round, so that a machine that slows down slows all of them; the first round warms up. */
function measureScenario(scenario, program, scratch) {
  const trials = subjects.map((subject) => begin(subject, scenario, program, scratch));
  for (let round = 0; round <= RUNS; round += 1) {
    for (const trial of trials) {
      if (round > (trial.runs ?? RUNS)) continue;
      const result = restartOnce(trial);
      if (round > 0) trial.results.push(result);
    }
  }
  return trials;
}

function measureEnsure(program, scratch) {
  const scenario = { name: 'ensure', stop: 0, timeout: 5 };
  const trial = begin(
    subjects.find(({ name }) => name === 'saikido'),
    scenario,
    program,
    scratch,
  );
  const all = ensurers(trial).map((subject) => ({ ...subject, results: [] }));
  for (let round = 0; round <= ENSURE_RUNS; round += 1) {
    for (const { argv, results } of all) {
      const result = measure(0, trial.folder, argv);
      if (round > 0) results.push(result);
    }
  }
  return all;
}

const of = (results, key) => median(results.map((result) => result[key]));
const row = (name, cells) =>
  console.log(`${name.padEnd(24)} ${cells.map((cell) => cell.padStart(10)).join(' ')}`);

function report(table) {
  const gaps = scenarios.map(({ name }) => name);
  console.log(
    'Gap between the old process and the new one, in ms, by the time that the old one takes to stop;',
  );
  console.log(
    'CPU of the restart at 1.5 s in ms, and what the wait has of it; processes made, itself and the new one too\n',
  );
  row('', [...gaps, 'CPU', 'of wait', 'processes']);
  for (const { name } of subjects) {
    const by = (scenario) => table.get(scenario).find((trial) => trial.name === name).results;
    const cpu = of(by('1.5 s'), 'cpu');
    row(name, [
      ...gaps.map((gap) => of(by(gap), 'gap').toFixed(1)),
      cpu.toFixed(0),
      (cpu - of(by('at once'), 'cpu')).toFixed(0),
      String(of(by('1.5 s'), 'forks')),
    ]);
  }
  console.log('target                          8.0        8.0        8.0        8.0                    20');
}

function reportEnsure(all) {
  console.log(
    `\nWhat revives a dead process, on a healthy one: ms and processes made, itself too (${ENSURE_RUNS} runs)\n`,
  );
  row('', ['ms', 'CPU', 'processes']);
  for (const { name, results } of all) {
    row(name, [of(results, 'took').toFixed(1), of(results, 'cpu').toFixed(1), String(of(results, 'forks'))]);
  }
}

function main() {
  const scratch = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : '/tmp', 'saikido-restart-'));
  try {
    const program = compile(scratch);
    if (program.endsWith('.bash'))
      console.log('No C compiler: the process is a bash script, whose start is in every gap.\n');
    for (let i = 0; i < CROWD; i += 1) spawn('sleep', ['98765'], { stdio: 'ignore' }).unref();
    const table = new Map(
      scenarios.map((scenario) => [scenario.name, measureScenario(scenario, program, scratch)]),
    );
    report(table);
    reportEnsure(measureEnsure(program, scratch));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (process.env.SAIKIDO_BENCH === 'inside') main();
else isolate();
