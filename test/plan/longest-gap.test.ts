import { expect, test } from 'vitest';
import { longestGap } from '../../src/plan/longest-gap.ts';
import { longestRun } from '../../src/plan/longest-run.ts';
import { nextRuns } from '../../src/plan/next-runs.ts';
import { sample } from './sample.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The clock of a zone may change between two runs. */
const CHANGE = 2 * HOUR;

function gapOf(schedule: unknown, service: object = {}): number | undefined {
  const [plain] = sample({ services: { worker: { schedule, ...service } } }).services;
  const gap = longestGap(plain!);
  return gap === undefined ? undefined : gap - Math.ceil(longestRun(plain!) / 1000);
}

test.each([
  ['0 3 * * *', DAY + CHANGE],
  ['*/20 * * * *', 20 * 60],
  ['5,6 * * * *', 59 * 60],
  ['0 9-17 * * *', 16 * HOUR + CHANGE],
  ['0 0 * * 0', 7 * DAY + CHANGE],
  ['0 9-17 * * mon-fri', 2 * DAY + 16 * HOUR + CHANGE],
  ['0 0 1 * *', 31 * DAY + CHANGE],
  ['0 0 31 * *', 61 * DAY + CHANGE],
  ['0 0 1 1 *', 366 * DAY + CHANGE],
  // 2100 is no leap year.
  ['0 0 29 2 *', 8 * 365 * DAY + DAY + CHANGE],
  // Day and weekday: either is enough, but where one begins with a star.
  ['0 0 1 * mon', 7 * DAY + CHANGE],
  ['0 0 */2 * mon', 21 * DAY + CHANGE],
  [['0 3 * * *', { every: '5m', action: 'ensure' }], 5 * 60],
  // A sample leaves no mark.
  [['0 3 * * 0', { every: '5m', action: 'sample' }], 7 * DAY + CHANGE],
  // Whoever may wait may be that late, and no later than the next of the others.
  [{ cron: '0 3 * * *', jitter: '10m', when: { load_below: 1, wait: '1h' } }, DAY + CHANGE + 70 * 60],
  [
    [
      { every: '1h', when: { load_below: 1, wait: '50m' } },
      { every: '2h', action: 'ensure' },
    ],
    110 * 60,
  ],
])('%j leaves no mark for %i seconds at most', (schedule, seconds) => {
  expect(gapOf(schedule)).toBe(seconds);
});

test('an interval that cron does not know is itself', () => {
  expect(gapOf([{ every: '7m' }], { scheduler: 'systemd' })).toBe(7 * 60);
});

test('nothing is due without a schedule', () => {
  expect(gapOf([])).toBeUndefined();
  expect(gapOf([{ every: '5m', action: 'sample' }])).toBeUndefined();
});

test.each(['0 3 * * *', '*/7 3-5 * * *', '0 0 */9 * *', '30 4 1,15 * fri'])(
  'no two runs of %s in three years are farther apart',
  (cron) => {
    const gap = gapOf(cron)! * 1000;
    const runs = nextRuns({ cron, action: 'restart' }, new Date('2026-01-01'), 3000, 'Europe/Berlin');
    const apart = runs.slice(1).map((run, index) => run.getTime() - runs[index]!.getTime());
    expect(Math.max(...apart)).toBeLessThanOrEqual(gap);
  },
);
