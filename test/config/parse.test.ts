import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfigText } from '../../src/config/load.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { WrittenService } from '../../src/config/schema.ts';
import { problemLine } from '../../src/ui/messages.ts';

const leaves: readonly (readonly (string | number)[])[] = [
  ['stop', 'timeout'],
  ['stop', 'signal'],
  ['stop', 'kill'],
  ['cleanup', 0, 'path'],
  ['cleanup', 0, 'match'],
  ['cleanup', 0, 'older_than'],
  ['start', 'attempts'],
  ['start', 'settle'],
  ['health_check', 'http'],
  ['health_check', 'tcp'],
  ['health_check', 'command', 0],
  ['schedule', 0],
  ['schedule', 0, 'cron'],
  ['schedule', 0, 'every'],
  ['schedule', 0, 'timezone'],
  ['schedule', 0, 'when', 'pressure_below', 'cpu'],
  ['log', 'file'],
  ['log', 'rotate', 'max_size'],
  ['log', 'rotate', 'keep'],
  ['environment', 'NAME'],
  ['alerts', 'slack', 'url_file'],
  ['alerts', 'email', 'to', 0],
];

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
    expect(() => Object.assign(service?.stop ?? {}, { signal: 'INT' })).toThrow(TypeError);
    expect(() => (service?.schedule as unknown[]).push(1)).toThrow(TypeError);
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

/** Values that have broken parsers: of every type, and hostile texts. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null, undefined, true, 0, -0, -1, 1e21, NaN, Infinity, 2 ** 53, 10n, '', ' ', '\0', '\n', '\ud800', '\u202e', '~', '/', '//',
    '..', '-rf', '$(id)', '`id`', '%', '${{x}}', '{{x}}', '<%= x %>', '__proto__', 'constructor', 'toString',
    '9'.repeat(400), 'd'.repeat(100_000), '1e3s', '٣s', [], {}, [[]], new Date(0), new Map(), new Set(), Symbol('x'), () => 1,
    JSON.parse('{"__proto__": {"polluted": true}}'), Object.create(null), Object.create({ inherited: 1 }), new Proxy({}, {}),
  ),
  fc.string({ unit: 'binary' }),
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
); // prettier-ignore

const serviceKeys = fc.oneof(fc.constantFrom(...Object.keys(WrittenService.shape)), fc.string());
const wild = fc.dictionary(serviceKeys, hostile);

/** A nested key of a service, such as `['stop', 'timeout']`, with what to put there. */
const placed = fc.tuple(fc.constantFrom(...leaves), hostile);

function put(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>((below, key) => (key === 0 ? [below] : { [key]: below }), value);
}

function judge(value: unknown): void {
  const { config, problems } = parseConfig(value);
  expect(config === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  for (const problem of problems) {
    const line = problemLine(problem, 'saikido.yaml');
    // oxlint-disable-next-line no-control-regex
    expect(line).not.toMatch(/undefined|\[object|[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(line.length).toBeLessThan(700);
  }
}

describe('a hostile config', () => {
  it('is judged whatever it is', () => {
    fc.assert(fc.property(hostile, judge));
    fc.assert(fc.property(fc.dictionary(fc.string(), hostile), (services) => judge({ services })));
  });

  it('is judged with any value in any key, also in defaults', () => {
    fc.assert(
      fc.property(wild, wild, hostile, hostile, (service, defaults, install, version) => {
        judge({ version, install, defaults, services: { worker: { ...worker, ...service } } });
      }),
    );
  });

  it('is judged with any value in any nested key', () => {
    fc.assert(
      fc.property(placed, ([path, value]) => {
        judge({ services: { worker: { ...worker, ...(put(path, value) as object) } } });
      }),
      { numRuns: 2000 },
    );
  });

  it('is judged as any text of a file', () => {
    const yaml = fc.array(fc.constantFrom('a', ':', ' ', '\n', '- ', '[', ']', '{', '}', '&a', '*a', '<<: ', '"', "'", '|', '>', '!', '%', '#', '?', '\t', '---')); // prettier-ignore
    fc.assert(
      fc.property(
        yaml.map((parts) => parts.join('')),
        (text) => {
          for (const problem of loadConfigText('x', text).problems) problemLine(problem, 'x');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('pollutes no prototype', () => {
    judge(
      JSON.parse(
        '{"__proto__": {"a": 1}, "services": {"__proto__": {"a": 1}}, "defaults": {"__proto__": {"a": 1}}}',
      ),
    );
    judge(JSON.parse('{"services": {"constructor": {"prototype": {"a": 1}}}}'));
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('keeps every text that a process can be given', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((value) => !/\0/.test(value));
    fc.assert(
      fc.property(text, text, (argument, variable) => {
        const service = serviceOf({ command: ['/bin/a', argument], environment: { X: variable } });
        expect(service).toMatchObject({ command: ['/bin/a', argument], environment: { X: variable } });
      }),
    );
  });

  it('may name variables like members of objects', () => {
    const environment = { constructor: 'a', toString: 'b', hasOwnProperty: 'c' };
    expect(serviceOf({ environment })?.environment).toEqual(environment);
  });

  it('is refused when it is too deep, endless or too large', () => {
    const deep = Array.from({ length: 5000 }).reduce<unknown>((below) => ({ a: below }), 1);
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    let bomb: unknown[] = ['x'];
    for (let level = 0; level < 12; level += 1) bomb = Array.from({ length: 10 }, () => bomb);
    expect(codesOf({}, { defaults: deep })).toEqual(['too-deep']);
    expect(codesOf({}, { defaults: endless })).toEqual(['too-deep']);
    expect(codesOf({}, { defaults: { environment: bomb } })).toEqual(['too-many-values']);
  });
});
