import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArguments } from '../../src/arguments.ts';
import { commands } from '../../src/options.ts';
import type { Draft } from '../../src/wizard/draft.ts';
import { sameCommand, summaryRows } from '../../src/wizard/ending.ts';
import { applyFlags } from '../../src/wizard/flag-answers.ts';

const init = commands.find(({ name }) => name === 'init')!;
const places = { config: 'my config.yaml', out: 'saikido-out', program: 'show' };

function draft(service: Draft['service']): Draft {
  return { file: {}, name: 'worker', service, install: 'system' };
}

/** The words that real bash makes of each line. */
function wordsInBash(lines: readonly string[]): string[][] {
  const script = ['show() { printf "%s\\0" "$@"; printf "\\n\\0"; }', ...lines].join('\n');
  const { stdout, stderr } = spawnSync('bash', {
    input: script,
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  const calls = stdout.split('\n\0').slice(0, -1);
  return calls.map((call) => call.split('\0').slice(0, -1));
}

const hostile = [
  "'",
  '"',
  '\\',
  '$(id)',
  '`id`',
  '%',
  '!',
  '\n',
  '\u001b[31m',
  '\u202e',
  'é',
  '再',
  '~',
  '#',
  ' ',
  '-x',
];
const word = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 4 })), {
  minLength: 1,
  maxLength: 5,
});
const text = word
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter((value) => value !== '' && !value.endsWith('\n'));

test('the printed command leads to the same service, through real bash, whatever the values', () => {
  const service = fc.record(
    {
      command: text.map((value) => `/opt/${value}`),
      pid_file: text.map((value) => `/run/${value}`),
      environment: fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}$/), text, { minKeys: 1, maxKeys: 3 }),
      cleanup: fc.array(fc.record({ path: text.map((value) => `/${value}`), match: text }), {
        minLength: 1,
        maxLength: 2,
      }),
      schedule: fc.constantFrom<unknown>('@daily', ['0 1 * * *', { every: '5m', action: 'ensure' }]),
      stop: fc.record({ kill: fc.constant(false), timeout: fc.constantFrom('1s', '-1s') }),
    },
    { requiredKeys: ['command', 'schedule'] },
  );
  const services = fc.sample(service, 200);
  const lines = services.map((value) => sameCommand(undefined, draft(value), places));
  for (const line of lines) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  const made = wordsInBash(lines).map(([, ...args]) => {
    const { values, wrong } = readArguments(init, args);
    expect(wrong).toEqual([]);
    expect(values['config']).toBe('my config.yaml');
    return applyFlags(draft({}), values).service;
  });
  expect(made).toEqual(services);
});

test.each([
  [undefined, ['--install', 'system']],
  [{ worker: {} }, []],
])('where to install to is said unless the file says it: services %j', (services, expected) => {
  const file = services === undefined ? {} : { services };
  const [[, ...args] = []] = wordsInBash([sameCommand(undefined, { ...draft({}), file }, places)]);
  expect(args.slice(args.indexOf('worker') + 1).slice(0, expected.length)).toEqual(expected);
  expect(args.includes('--install')).toBe(expected.length > 0);
});

test('what was there and is not any more is unset by an empty value', () => {
  const before = draft({
    command: '/opt/x',
    schedule: '@daily',
    health_check: { http: 'http://127.0.0.1/' },
  });
  const after = draft({ command: '/opt/x', health_check: { tcp: '127.0.0.1:80' } });
  const line = sameCommand(before, after, places);
  const [[, ...args] = []] = wordsInBash([line]);
  expect(applyFlags(before, readArguments(init, args).values).service).toEqual(after.service);
});

test('the summary goes in the order of the schema', () => {
  const service = {
    schedule: ['@daily', { every: '5m', when: { pressure_below: { cpu: 20 }, wait: '1h' } }],
    stop: { timeout: '5s' },
    command: ['/a', 'b c'],
  };
  expect(summaryRows(service)).toEqual([
    ['command', "/a 'b c'"],
    ['stop.timeout', '5s'],
    ['schedule', '@daily'],
    ['schedule', 'every 5m, when (pressure_below (cpu 20), wait 1h)'],
  ]);
});
