import { describe, expect, test } from 'vitest';
import { readCron } from '../../src/config/cron.ts';
import { crossingOf, timingOf } from '../../src/learn/advice.ts';
import type { Growth } from '../../src/learn/growth.ts';
import type { QuietHours } from '../../src/learn/quiet.ts';
import { nextRuns } from '../../src/plan/next-runs.ts';
import { MIB } from './made.ts';

const leak: Growth = {
  verdict: 'leak',
  source: 'samples',
  lives: 7,
  samples: 700,
  longest: 24,
  rate: { slope: 5 * MIB, low: 4 * MIB, high: 6 * MIB, count: 7, aside: 0 },
  fresh: 200 * MIB,
  typical: 260 * MIB,
  warmUp: 0,
};
const hour = (weekday?: number) => ({
  hour: 3,
  busy: 0,
  usual: 1,
  seen: 4,
  ...(weekday !== undefined && { weekday }),
});
const quiet: QuietHours = { hours: 700, weeks: 4, offset: 0, day: { ...hour(), hour: 5 }, week: hour(6) };

describe('the crossing', () => {
  test('of a given limit has the likely time and the ends of the interval', () => {
    expect(crossingOf(leak, 800 * MIB)).toEqual({
      limit: 800 * MIB,
      given: true,
      likely: 120,
      soonest: 100,
      latest: 150,
      beyond: true,
    });
  });

  test('without a limit is that of twice a fresh process, and says so', () => {
    expect(crossingOf(leak, undefined)).toMatchObject({ limit: 400 * MIB, given: false, likely: 40 });
  });

  test('is at once when a fresh process is above the limit', () => {
    expect(crossingOf(leak, 100 * MIB)).toMatchObject({ likely: 0, soonest: 0, latest: 0, beyond: false });
  });

  test.each(['levels-off', 'slowing', 'step', 'slight', 'none', 'unclear', 'too-little'] as const)(
    'is not told of %s',
    (verdict) => expect(crossingOf({ ...leak, verdict }, 800 * MIB)).toBeUndefined(),
  );
});

describe('the restarts', () => {
  const within = (soonest: number, at = quiet) =>
    timingOf({ limit: 1, given: true, likely: soonest, soonest, beyond: false }, at);

  test.each([
    [1000, '30 3 * * 6'],
    [120, '30 3 * * 3,6'],
    [100, '30 3 * * 2,4,6'],
    [61, '30 3 * * 1,3,5,6'],
    [40, '30 5 * * *'],
    [20, '30 5,17 * * *'],
    [3, '30 1,3,5,7,9,11,13,15,17,19,21,23 * * *'],
    [0, '30 * * * *'],
  ])('of what crosses after %i hours: %s', (soonest, cron) => expect(within(soonest).cron).toBe(cron));

  test('are never farther apart than the time in which it may cross', () => {
    for (let soonest = 2; soonest < 300; soonest += 13) {
      for (const weekday of [0, 3, 6]) {
        const { cron, gap } = within(soonest, { ...quiet, week: hour(weekday) });
        expect(readCron(cron)).toBeDefined();
        const runs = nextRuns({ cron, action: 'restart' }, new Date(0), 25, 'UTC').map(Number);
        const gaps = runs.slice(1).map((run, i) => (run - (runs[i] ?? 0)) / 3_600_000);
        expect(Math.max(...gaps)).toBe(gap);
        expect(gap).toBeLessThan(soonest);
      }
    }
  });

  test('come at a usual hour where none is known to be quiet', () => {
    const { hours, weeks, offset } = quiet;
    const unknown = { hours, weeks, offset, reason: 'too-little' as const };
    expect(within(1000, unknown).cron).toBe('30 4 * * 0');
    expect(within(40, unknown).cron).toBe('30 4 * * *');
  });
});
