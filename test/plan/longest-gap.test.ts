import { expect, test } from 'vitest';
import { runsWithin } from '../../src/plan/longest-gap.ts';
import { nextRuns } from '../../src/plan/next-runs.ts';
import type { ScheduleEntry } from '../../src/config/config.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const cron = (text: string): ScheduleEntry => ({ cron: text, action: 'restart' });

test.each([
  ['* * * * *', HOUR / 60],
  ['*/5 * * * *', HOUR / 12],
  ['0 3 * * *', DAY],
  ['@hourly', HOUR],
  ['0 3,5 * * *', 22 * HOUR],
  ['30 9-17 * * 1-5', 2 * DAY + 16 * HOUR],
  ['0 0 1 * *', 31 * DAY],
  ['0 0 31 * *', 61 * DAY],
  ['0 0 29 2 *', 1461 * DAY],
  ['0 0 13 * 5', 7 * DAY],
])('%s', (text, gap) => {
  expect(runsWithin([cron(text)])).toBe(gap);
});

test('the most frequent entry counts, an interval beyond cron too, and without one nothing does', () => {
  expect(runsWithin([cron('0 3 * * *'), { every: 300_000, action: 'ensure' }])).toBe(300_000);
  expect(runsWithin([{ every: 7 * 60_000, action: 'ensure' }])).toBe(420_000);
  expect(runsWithin([])).toBeUndefined();
});

test.each(['17 4 * * 2,4', '0 */7 * * *', '5 0 10-12 * *', '59 23 28-31 1,2 *', '0 6 * 3 0'])(
  'it is the longest of the next runs: %s',
  (text) => {
    const runs = nextRuns(cron(text), new Date(Date.UTC(2024, 0, 1)), 400, 'UTC').map((run) => run.getTime());
    const gaps = runs.slice(1).map((run, index) => run - runs[index]!);
    expect(runsWithin([cron(text)])).toBe(Math.max(...gaps));
  },
);
