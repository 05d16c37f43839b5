import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';

const worker = { command: '/opt/app/worker.sh', pid_file: '/run/worker/worker.pid' };

function serviceOf(service: object, rest: object = {}) {
  const { config, problems } = parseConfig({ ...rest, services: { worker: { ...worker, ...service } } });
  expect(problems).toEqual([]);
  return config?.services[0];
}

function codesOf(service: object, rest: object = {}): string[] {
  return parseConfig({ ...rest, services: { worker: { ...worker, ...service } } }).problems.map(
    (p) => p.code,
  );
}

describe('a config', () => {
  it('is complete', () => {
    expect(parseConfig({ services: { worker } }).config).toEqual({
      install: 'system',
      workloads: [],
      services: [
        {
          name: 'worker',
          manager: 'pidfile',
          command: ['/opt/app/worker.sh'],
          type: 'simple',
          pid_file: '/run/worker/worker.pid',
          environment: {},
          umask: '0027',
          output: '/var/log/saikido/worker.out',
          stop: { signal: 'TERM', timeout: 30_000, kill: true, scope: 'group' },
          cleanup: [],
          start: { timeout: 30_000, settle: 5000, attempts: 3, retry_delay: 5000 },
          scheduler: 'cron',
          cron_flavor: 'debian',
          schedule: [],
          log: {
            file: '/var/log/saikido/worker.log',
            syslog: false,
            rotate: { frequency: 'weekly', keep: 8, max_size: 10 * 1024 ** 2, compress: true },
          },
          state_directory: '/var/lib/saikido/worker',
          script: '/usr/local/sbin/worker-restart',
        },
      ],
    });
  });

  it('is frozen to its leaves', () => {
    const service = serviceOf({ schedule: '@daily' });
    expect(() => Object.assign(service?.stop as object, { signal: 'INT' })).toThrow(TypeError);
    expect(() => Array.prototype.push.call(service?.schedule, 1)).toThrow(TypeError);
  });

  it('moves below the home with install: user', () => {
    expect(serviceOf({ pid_file: '~/run/worker.pid' }, { install: 'user' })).toMatchObject({
      pid_file: '~/run/worker.pid',
      script: '~/.local/bin/worker-restart',
      state_directory: '~/.local/state/saikido/worker',
      output: '~/.local/state/saikido/worker/worker.out',
      log: { file: '~/.local/state/saikido/worker/worker.log' },
    });
  });

  it('keeps the order of the file', () => {
    const services = Object.fromEntries(
      ['zeta', 'alpha', 'mid'].map((name) => [name, { ...worker, pid_file: `/run/${name}.pid` }]),
    );
    expect(parseConfig({ services }).config?.services.map(({ name }) => name)).toEqual([
      'zeta',
      'alpha',
      'mid',
    ]);
  });
});

describe('short forms', () => {
  const daily = { cron: '0 3 * * *', action: 'restart' };

  it.each([
    ['a string', '0 3 * * *', [daily]],
    ['a string with more blanks', ' 0  3 * * * ', [daily]],
    ['an entry', { cron: '0 3 * * *' }, [daily]],
    [
      'a list of both',
      ['@hourly', { every: '5m', action: 'ensure' }],
      [
        { cron: '@hourly', action: 'restart' },
        { every: 300_000, action: 'ensure' },
      ],
    ],
    ['an empty list', [], []],
  ])('schedule may be %s', (_, schedule, entries) => {
    expect(serviceOf({ schedule })?.schedule).toEqual(entries);
  });

  it.each([
    ['words', '/bin/a  b\tc', ['/bin/a', 'b', 'c']],
    ['single quotes', `/bin/a 'b  c' ''`, ['/bin/a', 'b  c', '']],
    ['double quotes', String.raw`/bin/a "b \"c\" \$d \x" `, ['/bin/a', String.raw`b "c" $d \x`]],
    ['backslashes', String.raw`/bin/a\ b c\'d`, ['/bin/a b', "c'd"]],
    ['neither expansion nor comments', '/bin/a $HOME * #b ;c', ['/bin/a', '$HOME', '*', '#b', ';c']],
    ['joined quotes', `/bin/a x'y'"z"`, ['/bin/a', 'xyz']],
  ])('a command is split by POSIX quoting: %s', (_, command, words) => {
    expect(serviceOf({ command })?.command).toEqual(words);
  });
});

describe('defaults', () => {
  it('merge mappings and replace lists and scalars', () => {
    const defaults = {
      stop: { signal: 'INT', timeout: '5s' },
      environment: { A: '1', B: '2' },
      cleanup: [{ path: '/srv/one/tmp' }],
      schedule: { cron: '@daily' },
    };
    const own = {
      stop: { timeout: '1m' },
      environment: { B: '3' },
      cleanup: [{ path: '/srv/two/tmp' }],
      schedule: { every: '5m' },
    };
    expect(serviceOf(own, { defaults })).toMatchObject({
      stop: { signal: 'INT', timeout: 60_000 },
      environment: { A: '1', B: '3' },
      cleanup: [{ path: '/srv/two/tmp', match: '*' }],
      schedule: [{ every: 300_000 }],
    });
  });

  it('give way where one of several keys is to be chosen', () => {
    const defaults = { health_check: { http: 'http://127.0.0.1/', interval: '2s' } };
    const service = serviceOf({ health_check: { tcp: '127.0.0.1:80' } }, { defaults });
    expect(service?.health_check).toEqual({ tcp: '127.0.0.1:80', interval: 2000, timeout: 3000 });
  });

  it('are judged even where every service replaces them', () => {
    expect(codesOf({ stop: { timeout: '1s' } }, { defaults: { stop: { timeout: 'soon' } } })).toEqual([
      'wrong-value',
    ]);
  });
});
