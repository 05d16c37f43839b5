import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const saikido = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');

function isInstalled(name) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;
}

function script(folder, name, lines) {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Each makes its files in `folder`, and gives the command that starts the process and the one that restarts it. */
function ours({ folder, command, stopTimeout }) {
  const file = (name) => path.join(folder, name);
  const config = {
    command,
    pid_file: file('pid'),
    state_directory: file('state'),
    script: file('worker-restart'),
    output: file('log/worker.out'),
    log: { file: file('log/worker.log') },
    stop: { timeout: `${stopTimeout}s` },
    start: { settle: '200ms', attempts: 1 },
    schedule: '0 3 * * *',
  };
  writeFileSync(
    file('saikido.yaml'),
    JSON.stringify({ services: { [`s-${path.basename(folder)}`]: config } }),
  );
  const generate = [saikido, 'generate', '--config', file('saikido.yaml'), '--out', file('bundle')];
  execFileSync(process.execPath, generate, { stdio: 'pipe' });
  const made = file(`bundle/root${config.script}`);
  return {
    start: [made, 'start', '--quiet'],
    restart: [made, 'restart', '--quiet'],
    ensure: [made, 'ensure', '--quiet'],
  };
}

function startStopDaemon({ folder, command, stopTimeout }) {
  const [program, ...args] = command;
  const pidFile = path.join(folder, 'pid');
  const start = script(folder, 'start', [
    '#!/bin/sh',
    `exec start-stop-daemon --start --quiet --background --make-pidfile --pidfile '${pidFile}' ` +
      `--startas ${program} -- ${args.join(' ')}`,
  ]);
  const restart = script(folder, 'restart', [
    '#!/bin/sh',
    `start-stop-daemon --stop --quiet --oknodo --retry TERM/${stopTimeout}/KILL/5 --pidfile '${pidFile}'`,
    `exec ${start}`,
  ]);
  return { start: [start], restart: [restart] };
}

/** A script as people write it: `wait` are its lines between the signal and the next start. */
function handwritten(wait) {
  return ({ folder, command, stopTimeout }) => {
    const pidFile = path.join(folder, 'pid');
    const launch = [`nohup ${command.join(' ')} >'${folder}/out' 2>&1 &`, `echo $! >'${pidFile}'`];
    const start = script(folder, 'start', ['#!/bin/bash', ...launch]);
    const lines = [
      '#!/bin/bash',
      `PID=$(cat '${pidFile}')`,
      'kill -TERM "$PID"',
      ...wait(stopTimeout),
      ...launch,
    ];
    return { start: [start], restart: [script(folder, 'restart', lines)] };
  };
}

const polling = (seconds) =>
  handwritten((stopTimeout) => [
    `for ((i = 0; i < ${stopTimeout / seconds}; i++)); do`,
    `  kill -0 "$PID" 2>/dev/null || break; sleep ${seconds}`,
    'done',
    'kill -0 "$PID" 2>/dev/null && kill -KILL "$PID"',
  ]);

const classic = handwritten((stopTimeout) => [
  `sleep ${stopTimeout}`,
  'if ps -p "$PID" >/dev/null; then kill -KILL "$PID"; fi',
]);

function floor({ folder, command, stopTimeout }) {
  const pidFile = path.join(folder, 'pid');
  const start = script(folder, 'start', ['#!/bin/sh', `${command.join(' ')} &`, `echo $! >'${pidFile}'`]);
  return {
    start: [start],
    restart: [command[0], 'restart', pidFile, String(stopTimeout * 1000), ...command],
  };
}

/** runit: a parent that stays. */
function runit({ folder, command, stopTimeout }) {
  const start = script(folder, 'start', [
    '#!/bin/sh',
    `mkdir '${folder}/service'`,
    `printf '#!/bin/sh\\nexec ${command.join(' ')}\\n' >'${folder}/service/run'`,
    `chmod 755 '${folder}/service/run'`,
    `setsid runsv '${folder}/service' >'${folder}/out' 2>&1 &`,
  ]);
  const sv = script(folder, 'restart', [
    '#!/bin/sh',
    `exec sv -w ${stopTimeout} force-restart '${folder}/service'`,
  ]);
  return { start: [start], restart: [sv] };
}

/** What follows `--NAME` on the command line. */
export function flag(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : process.argv[at + 1];
}

/** `runs`: at most that often, where one takes seconds. */
export const subjects = [
  { name: 'floor (C, pidfd)', prepare: floor, needs: 'cc' },
  { name: 'saikido', prepare: ours },
  { name: 'runit', prepare: runit, needs: 'runsv' },
  { name: 'start-stop-daemon', prepare: startStopDaemon, needs: 'start-stop-daemon' },
  { name: 'kill -0; sleep 0.1', prepare: polling(0.1) },
  { name: 'kill -0; sleep 1', prepare: polling(1) },
  { name: 'kill; sleep 5', prepare: classic, runs: 3 },
]
  .filter(({ needs }) => needs === undefined || isInstalled(needs))
  .filter(({ name }) => name.includes(flag('only', '')));

/** What a crontab holds to revive a process that died, beside our `ensure`. */
export function ensurers({ folder, command, ensure }) {
  const pattern = command.join(' ');
  const line = (name, text) => ({
    name,
    argv: [script(folder, name.replace(/\W+/g, '-'), ['#!/bin/sh', text])],
  });
  return [
    { name: 'saikido ensure', argv: ensure },
    line('ps aux | grep | grep -v', `ps aux | grep '${pattern}' | grep -v grep >/dev/null || exit 9`),
    line('ps | grep -c', `[ "$(ps -ef | grep -c '[${pattern[0]}]${pattern.slice(1)}')" -gt 0 ] || exit 9`),
    line('pgrep -f', `pgrep -f '${pattern}' >/dev/null || exit 9`),
    line('kill -0 $(cat pid)', `kill -0 "$(cat '${folder}/pid')" || exit 9`),
  ];
}

export function compile(folder) {
  const program = path.join(folder, 'process');
  const source = path.join(import.meta.dirname, 'restart-process.c');
  if (isInstalled('cc')) execFileSync('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
  return existsSync(program) ? program : path.join(import.meta.dirname, 'restart-process.bash');
}
