import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestRun } from '../../src/plan/longest-run.ts';
import { managed } from './managed.ts';

const KILL = 10_000;
const KILL_AFTER = 2000;
const PIDFILE = { command: '/opt/app/worker', pid_file: '/run/worker.pid' };
const GENERATED = { manager: 'systemd', command: '/opt/app/worker' };
const COMMANDS = {
  start: '/opt/ctl start',
  stop: '/opt/ctl stop',
  status: '/opt/ctl up',
  pid: '/opt/ctl pid',
};
const tcp = (address: string) => ({ tcp: address, interval: '1s', timeout: '3s' });
const written = (milliseconds: number) => `${milliseconds}ms`;

const MANAGERS = [
  PIDFILE,
  { ...PIDFILE, type: 'forking' },
  GENERATED,
  { manager: 'systemd', unit: 'nginx.service' },
  { manager: 'command', commands: COMMANDS },
];

test('a slow run that keeps within every limit is not ended', () => {
  const service = {
    ...PIDFILE,
    preflight: '/opt/app/check',
    health_check: tcp('127.0.0.1:8080'),
    stop: { timeout: '1s' },
    start: { timeout: '100s', settle: '1s', attempts: 1 },
    scheduler: 'systemd',
    schedule: '0 3 * * *',
  };
  const [stop, preflight, port, health] = [1000 + KILL, 100_000 + KILL_AFTER, 100_000, 100_000];
  const { timers, service: complete } = managed(service).first;
  expect(timers[0]!.timeoutMs).toBe(longestRun(complete));
  expect(longestRun(complete)).toBeGreaterThanOrEqual(stop + preflight + port + health + 60_000);
});

test('the bound of a plain run holds stopping, all attempts and their delays, each once', () => {
  const { service } = managed({
    ...PIDFILE,
    stop: { timeout: '20s' },
    start: { attempts: 3, timeout: '30s', settle: '5s', retry_delay: '10s' },
  }).first;
  expect(longestRun(service)).toBe(20_000 + KILL + 3 * (30_000 + 5000 + KILL) + (10_000 + 20_000) + 60_000);
});

const limit = fc.integer({ min: 1000, max: 300_000 });
const config = fc.record({
  manager: fc.constantFrom(...MANAGERS),
  start: limit,
  settle: limit,
  stop: limit,
  kill: fc.boolean(),
  delay: limit,
  attempts: fc.integer({ min: 1, max: 5 }),
  health: fc.constantFrom(undefined, '127.0.0.1:8080', '192.0.2.1:8080'),
  interval: limit,
  timeout: limit,
  preflight: fc.boolean(),
  syslog: fc.boolean(),
  alerts: fc.boolean(),
  metrics: fc.boolean(),
  memory: fc.boolean(),
});

test('the bound of a run is at least the sum of the waits that its script may meet', () => {
  fc.assert(
    fc.property(config, (given) => {
      const { manager, start, stop, kill, delay, attempts, health, interval, timeout } = given;
      const settle = Math.min(given.settle, start);
      const existing = 'unit' in manager;
      const own = 'pid_file' in manager;
      const byCommands = 'commands' in manager;
      const { service } = managed({
        ...manager,
        ...(existing ? {} : { stop: { timeout: written(stop), ...(byCommands ? {} : { kill }) } }),
        start: {
          timeout: written(start),
          settle: written(settle),
          attempts,
          retry_delay: written(delay),
        },
        ...(health === undefined
          ? {}
          : { health_check: { tcp: health, interval: written(interval), timeout: written(timeout) } }),
        ...(given.preflight ? { preflight: '/opt/app/check' } : {}),
        ...(given.alerts ? { alerts: { ping: { url_file: '/etc/saikido/ping.url' } } } : {}),
        ...(given.metrics ? { metrics: { directory: '/var/lib/metrics' } } : {}),
        schedule: { every: '5m', ...(given.memory ? { when: { memory_above: '1G' } } : {}) },
        log: { syslog: given.syslog },
      }).first;
      // One answer of the manager: whether it runs.
      const answer = own ? 0 : byCommands ? 2 * (10_000 + KILL_AFTER) : 30_000;
      const delays = Array.from({ length: attempts - 1 }, (_, index) => delay * 2 ** index);
      const check = health === undefined ? 0 : timeout + KILL_AFTER + (own || byCommands ? 0 : answer);
      const waits = [
        // Of `ensure`, which looks and probes before it holds the lock and then again; gates look once more.
        3 * answer,
        2 * check,
        !own && !byCommands && given.memory ? 30_000 : 0,
        own ? stop + (kill ? KILL : 0) : byCommands ? stop + KILL_AFTER + 5000 + answer : 2 * answer,
        existing ? 15 * 60_000 : own || byCommands ? 0 : 2 * stop + KILL,
        health === '127.0.0.1:8080' ? start : 0,
        given.preflight ? (own ? attempts : 1) * (start + KILL_AFTER) : 0,
        own ? attempts * (30_000 + KILL) : attempts * (start + 2 * answer),
        byCommands ? 10_000 + KILL_AFTER + attempts * KILL_AFTER : own ? 0 : attempts * 2 * 30_000,
        byCommands ? (attempts - 1) * (stop + KILL_AFTER + answer) : 0,
        'type' in manager ? attempts * start : 0,
        attempts * settle,
        ...delays,
        health === undefined ? 0 : start + answer + interval + check,
        given.syslog ? 2000 * (attempts + 5) : 0,
        given.alerts ? 12_000 : 0,
        given.metrics ? 5000 : 0,
      ];
      const sum = waits.reduce((total, wait) => total + wait, 0);
      expect(longestRun(service)).toBeGreaterThanOrEqual(sum + 60_000);
    }),
  );
});
