import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfigText } from '../../src/config/load.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { WrittenService } from '../../src/config/schema.ts';
import { problemLine, sentence } from '../../src/ui/messages.ts';

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

const yaml = fc
  .array(
    fc.constantFrom('a', ':', ' ', '\n', '- ', '[', ']', '{', '}', '&a', '*a', '<<: ', '"', "'", '|', '>', '!', '%', '#', '?', '\t', '---'), // prettier-ignore
  )
  .map((parts) => parts.join(''));

function put(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>((below, key) => (key === 0 ? [below] : { [key]: below }), value);
}

/** Neither a config nor an error, or both; and lines that no person should be shown. */
function flawsOf(value: unknown): string[] {
  const { config, problems } = parseConfig(value);
  const refused = problems.some(({ severity }) => severity === 'error');
  const lines = problems.map((problem) => problemLine(problem, 'saikido.yaml'));
  // oxlint-disable-next-line no-control-regex
  const unfit = /undefined|\[object|[\u0000-\u001f\u007f-\u009f\u202e]|^.{700}/;
  return [
    ...lines.filter((line) => unfit.test(line)),
    ...(refused === (config === undefined) ? [] : ['neither']),
  ];
}

const judged = (value: unknown) => flawsOf(value).length === 0;

describe('a hostile config', () => {
  it.each([
    ['whatever it is', fc.property(hostile, judged)],
    [
      'whatever its services are',
      fc.property(fc.dictionary(fc.string(), hostile), (services) => judged({ services })),
    ],
    [
      'with any value in any key, also in defaults',
      fc.property(wild, wild, hostile, hostile, (service, defaults, install, version) =>
        judged({ version, install, defaults, services: { worker: { ...worker, ...service } } }),
      ),
    ],
    [
      'with any value in any nested key',
      fc.property(placed, ([path, value]) =>
        judged({ services: { worker: { ...worker, ...(put(path, value) as object) } } }),
      ),
    ],
    [
      'as any text of a file',
      fc.property(yaml, (text) =>
        loadConfigText('x', text).problems.every((found) => sentence(found) !== ''),
      ),
    ],
  ] as const)('is judged %s', (_, property) => {
    expect(() => fc.assert<unknown>(property as fc.IRawProperty<unknown>, { numRuns: 1000 })).not.toThrow();
  });

  it('pollutes no prototype', () => {
    const text =
      '{"__proto__": {"a": 1}, "services": {"__proto__": {"a": 1}}, "defaults": {"__proto__": {"a": 1}}}';
    expect(flawsOf(JSON.parse(text))).toEqual([]);
    expect(flawsOf(JSON.parse('{"services": {"constructor": {"prototype": {"a": 1}}}}'))).toEqual([]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('keeps every text that a process can be given', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((value) => !/\0/.test(value));
    const kept = fc.property(text, text, (argument, variable) => {
      const service = serviceOf({ command: ['/bin/a', argument], environment: { X: variable } });
      expect(service).toMatchObject({ command: ['/bin/a', argument], environment: { X: variable } });
    });
    expect(() => fc.assert(kept)).not.toThrow();
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
