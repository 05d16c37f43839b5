import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfigText } from '../../src/config/file.ts';
import { writeConfigText } from '../../src/config/write.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const service = fc.record(
  {
    description: text,
    command: fc.oneof(text, fc.array(text, { maxLength: 4 })),
    environment: fc.dictionary(fc.stringMatching(/^[A-Z_]{1,8}$/), text, { maxKeys: 3 }),
    stop: fc.record({ signal: scalar, timeout: scalar }, { requiredKeys: [] }),
    schedule: fc.array(fc.oneof(text, fc.record({ cron: text })), { maxLength: 3 }),
  },
  { requiredKeys: ['command'] },
);
const config = fc.record({
  services: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/), service, { minKeys: 1, maxKeys: 3 }),
});

function read(written: string): unknown {
  const { value, problems } = parseConfigText('saikido.yaml', written);
  expect(problems).toEqual([]);
  return value;
}

test('what is written reads back, from nothing and over any other config', () => {
  fc.assert(
    fc.property(config, config, (first, second) => {
      const written = writeConfigText(undefined, first);
      expect(read(written)).toEqual(first);
      expect(writeConfigText(written, first)).toBe(written);
      expect(read(writeConfigText(written, second))).toEqual(second);
      const json = JSON.stringify(first);
      expect(JSON.parse(writeConfigText(json, second))).toEqual(second);
    }),
  );
});

const commented = `# top
defaults: &base
    stop: { timeout: 45s } # patient
services:
    # the first
    a:
        pid_file: /run/a.pid   # kept
        command: /opt/a

    # the second
    b: { command: /opt/b, pid_file: /run/b.pid }
`;
const before = {
  defaults: { stop: { timeout: '45s' } },
  services: {
    a: { pid_file: '/run/a.pid', command: '/opt/a' },
    b: { command: '/opt/b', pid_file: '/run/b.pid' },
  },
};

test('comments, order and indentation stay; a new key goes to its place in the schema', () => {
  const a = { ...before.services.a, schedule: '0 3 * * *', description: 'One', stop: { signal: 'INT' } };
  const lines = writeConfigText(commented, { ...before, services: { ...before.services, a } }).split('\n');
  expect(lines).toEqual([
    '# yaml-language-server: $schema=./saikido.schema.json',
    '# top',
    'defaults: &base',
    '    stop: { timeout: 45s } # patient',
    'services:',
    '    # the first',
    '    a:',
    '        description: One',
    '        pid_file: /run/a.pid   # kept',
    '        command: /opt/a',
    '        stop:',
    '            signal: INT',
    '        schedule: "0 3 * * *"',
    '',
    '    # the second',
    '    b: { command: /opt/b, pid_file: /run/b.pid }',
    '',
  ]);
});

test('without a change the text stays byte for byte, below the line for editors', () => {
  const line = '# yaml-language-server: $schema=./saikido.schema.json\n';
  expect(writeConfigText(commented, before)).toBe(line + commented);
  expect(writeConfigText(line + commented, before)).toBe(line + commented);
});

test('a change to a value with an anchor changes nothing else', () => {
  const shared =
    'services:\n  a: { command: &c /opt/a, pid_file: /run/a }\n  b: { command: *c, pid_file: /run/b }\n';
  const target = {
    services: {
      a: { command: '/opt/new', pid_file: '/run/a' },
      b: { command: '/opt/a', pid_file: '/run/b' },
    },
  };
  expect(read(writeConfigText(shared, target))).toEqual(target);
});

/** Layout that no printer of YAML would make. */
const byHand = `# Ask ops before you change this.


services:
    worker:   # night shift
        schedule:      # nightly
        - cron: '30 4 * * *'   # after the backup
          jitter: 10m
        - every: 5m
          action: ensure
        command: ["/opt/app/worker.sh", --queue,   'nightly jobs']   # do not touch

        description: >-
          A long text that
          is folded
        environment: {A: "1",   B: '2'}   # vars
        stop: {signal: INT, timeout: 45s} # stop it
        umask: '0027'
        # end of worker
    other: { command: /opt/other }
# the end
`;
const worker = {
  schedule: [
    { cron: '30 4 * * *', jitter: '10m' },
    { every: '5m', action: 'ensure' },
  ],
  command: ['/opt/app/worker.sh', '--queue', 'nightly jobs'],
  description: 'A long text that is folded',
  environment: { A: '1', B: '2' },
  stop: { signal: 'INT', timeout: '45s' },
  umask: '0027',
};

test.each([
  [
    'a value within braces',
    { stop: { signal: 'INT', timeout: '50s' } },
    ['stop: {signal: INT, timeout: 45s}', 'stop: { signal: INT, timeout: 50s }'],
  ],
  ['a quoted value', { umask: '0077' }, ["umask: '0027'", "umask: '0077'"]],
  [
    'a list by a word',
    { command: '/opt/x' },
    ['["/opt/app/worker.sh", --queue,   \'nightly jobs\']', '/opt/x'],
  ],
  ['a key less', { stop: undefined }, ['        stop: {signal: INT, timeout: 45s} # stop it\n', '']],
  ['a new key', { user: 'app' }, ['        schedule: ', '        user: app\n        schedule: ']],
  [
    'a new key behind the last',
    { script: '/opt/go' },
    ["umask: '0027'\n", "umask: '0027'\n        script: /opt/go\n"],
  ],
  [
    'a block of text',
    { description: 'Short' },
    ['description: >-\n          A long text that\n          is folded\n', 'description: Short\n'],
  ],
  [
    'a list',
    { schedule: '@daily' },
    [byHand.slice(byHand.indexOf('schedule:'), byHand.indexOf('command:')), 'schedule: "@daily"\n        '],
  ],
])('%s changes, and nothing else of a file that was laid out by hand', (_, change, [from = '', to = '']) => {
  const changed = Object.fromEntries(Object.entries({ ...worker, ...change }).filter(([, value]) => value));
  const target = { services: { worker: changed, other: { command: '/opt/other' } } };
  const line = '# yaml-language-server: $schema=./saikido.schema.json\n';
  expect(byHand).toContain(from);
  expect(writeConfigText(byHand, target)).toBe(line + byHand.replace(from, () => to));
});
