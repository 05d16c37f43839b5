import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCommand } from '../../src/config/fields.ts';
import { nameFor, nameOf, subjectOf } from '../../src/wizard/names.ts';
import { processRow, sayBytes, saySeconds } from '../../src/wizard/process-row.ts';
import { joinCommand, setAt } from '../../src/wizard/tree.ts';
import { same } from '../../src/config/values.ts';

const word = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));

test('words joined are split into the same words', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(splitCommand(joinCommand(words))).toEqual(words);
    }),
  );
});

test.each([
  [['/opt/app/worker.sh', '--queue', 'x'], 'worker'],
  [['/usr/bin/python3.11', '-u', '/opt/Sum_Up.py', 'a'], 'sum-up'],
  [['/usr/bin/java', '-Xmx1g', '-jar', '/opt/shop-1.2.jar'], 'shop-1-2'],
  [['/bin/bash', '/opt/a b/nightly job.sh'], 'nightly-job'],
  [['/usr/sbin/nginx'], 'nginx'],
  [['/opt/7zip'], 'zip'],
  [['/opt/再起動'], 'service'],
  [[], 'service'],
])('the name for %j is %s', (words, name) => {
  expect(nameFor(words)).toBe(name);
});

test.each([
  [['/usr/bin/supervisorctl', 'start', 'mailer'], 'mailer'],
  [['/usr/bin/docker', 'compose', '-f', '/opt/shop.yaml', 'up', '-d', 'web'], 'web'],
  [['/usr/sbin/service', 'nginx', 'start'], 'nginx'],
  [['/etc/init.d/ledger', 'start'], 'ledger'],
])('what %j is about is %s', (words, name) => {
  expect(nameOf(subjectOf(words))).toBe(name);
});

test.each([
  [0, '0K'],
  [4 * 1024 ** 2 + 600 * 1024, '4.6M'],
  [800 * 1024 ** 2, '800M'],
  [3.2 * 1024 ** 3, '3.2G'],
  [64 * 1024 ** 3, '64G'],
])('%d bytes are %s', (bytes, text) => {
  expect(sayBytes(bytes)).toBe(text);
});

test.each([
  [0, '0s'],
  [59.9, '59s'],
  [3605, '1h 0m'],
  [90_061, '1d 1h'],
])('%d seconds are %s', (seconds, text) => {
  expect(saySeconds(seconds)).toBe(text);
});

describe('a row of the process list', () => {
  const found = {
    pid: 7,
    user: 'app',
    uid: 5,
    memory: 2 ** 23,
    uptime: 65,
    words: ['/opt/x', 'a\u001b[31m\u202eb'],
  };
  test('fits, and another user cannot colour or turn it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 36, max: 200 }), (width) => {
        const row = processRow(found, width);
        expect(row.length).toBeLessThanOrEqual(width);
        expect(row).not.toMatch(/[\p{C}]/u);
      }),
    );
  });
});

test('setAt removes a mapping with its last key', () => {
  expect(setAt({ a: { b: { c: 1 } }, d: 2 }, ['a', 'b', 'c'], undefined)).toEqual({ d: 2 });
  expect(setAt({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  expect(same({ a: [1, { b: 2 }], c: 3 }, { c: 3, a: [1, { b: 2 }] })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false);
});
