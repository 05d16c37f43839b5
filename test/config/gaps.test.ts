import { expect, test } from 'vitest';
import { shortestGap } from '../../src/config/gaps.ts';
import { writeSize } from '../../src/config/quantity.ts';

const MINUTE = 60_000;

test.each([
  [{ every: 7 * MINUTE }, 7],
  [{ cron: '*/5 * * * *' }, 5],
  [{ cron: '0 3,4 * * *' }, 60],
  [{ cron: '10,50 * * * *' }, 20],
  [{ cron: '30 23,1 * * *' }, 120],
  [{ cron: '@daily' }, 24 * 60],
  [{ cron: '0 3 * * 0' }, 24 * 60],
])('the shortest gap of %j is %i minutes', (entry, minutes) => {
  expect(shortestGap(entry)).toBe(minutes * MINUTE);
});

test('what is no schedule has none', () => {
  expect(shortestGap({})).toBeUndefined();
  expect(shortestGap({ cron: 'never' })).toBeUndefined();
});

test.each([
  [1024, '1K'],
  [1536 * 1024, '1536K'],
  [800 * 1024 ** 2, '800M'],
  [2 * 1024 ** 3, '2G'],
  [1024 ** 4, '1T'],
])('%i bytes are %s', (bytes, text) => {
  expect(writeSize(bytes)).toBe(text);
});
