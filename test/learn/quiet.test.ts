import { describe, expect, test } from 'vitest';
import { quietHours } from '../../src/learn/quiet.ts';
import type { Sample } from '../../src/learn/sample.ts';
import { normal } from './made.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Midnight of a Sunday in UTC. */
const SUNDAY = Date.UTC(2026, 9, 4);

interface Machine {
  readonly weeks: number;
  readonly seed: number;
  /** Load per CPU at an hour of the week of the host's clock, from Sunday on. */
  readonly load: (hour: number) => number;
  /** Minutes east of Greenwich. */
  readonly offset?: number;
  readonly noise?: number;
  readonly more?: (hour: number) => Partial<Sample>;
}

/** A sample every ten minutes of a machine whose quiet hours are known. */
function samplesOf({ weeks, seed, load, offset = 0, noise = 0.1, more }: Machine): Sample[] {
  const next = normal(seed);
  return Array.from({ length: weeks * 168 * 6 }, (_, i) => {
    const wall = SUNDAY + i * 10 * MINUTE;
    const hour = Math.floor((wall - SUNDAY) / HOUR) % 168;
    const busy = load(hour) + Math.abs(next()) * noise;
    return { at: wall - offset * MINUTE, offset, load: busy * 4, cpus: 4, ...more?.(hour) };
  });
}

const office = (hour: number) => {
  const day = Math.floor(hour / 24);
  const open = day > 0 && day < 6 && hour % 24 >= 8 && hour % 24 < 19;
  return open ? 0.9 : 0.4;
};
/** Quiet on Wednesday from 14:00 to 15:00 and at 05:00 of every day. */
const pattern = (hour: number) => (hour === 3 * 24 + 14 ? 0.05 : hour % 24 === 5 ? 0.2 : office(hour));

describe('the quietest hour', () => {
  test.each([0, 540, -150, 345])('is found by the clock of the host, %i minutes from UTC', (offset) => {
    for (let seed = 0; seed < 20; seed++) {
      const { week, day, offset: told } = quietHours(samplesOf({ weeks: 5, seed, load: pattern, offset }));
      expect(week).toMatchObject({ weekday: 3, hour: 14, seen: 5 });
      expect(day).toMatchObject({ hour: 5, seen: 35 });
      expect(told).toBe(offset);
    }
  });

  test('of a machine that is idle all night lies in the middle of the night', () => {
    const night = (hour: number) => (hour % 24 >= 1 && hour % 24 <= 5 ? 0.05 : 0.8);
    const { day } = quietHours(samplesOf({ weeks: 4, seed: 1, load: night }));
    expect(day?.hour).toBeGreaterThanOrEqual(2);
    expect(day?.hour).toBeLessThanOrEqual(4);
  });

  test('of a day is told after three days, that of a week is not', () => {
    const { day, week, weeks } = quietHours(samplesOf({ weeks: 2, seed: 1, load: pattern }));
    expect(day?.hour).toBe(5);
    expect(week).toBeUndefined();
    expect(weeks).toBe(2);
  });

  test('heeds the pressure', () => {
    const more = (hour: number) => ({ pressure: hour % 24 === 5 ? 80 : 0 });
    const load = (hour: number) => (hour % 24 === 5 ? 0.1 : hour % 24 === 20 ? 0.3 : 0.9);
    expect(quietHours(samplesOf({ weeks: 3, seed: 1, load, more })).day?.hour).toBe(20);
  });

  test('is found in spite of gaps', () => {
    const samples = samplesOf({ weeks: 5, seed: 2, load: pattern }).filter((_, i) => i % 997 > 40);
    expect(quietHours(samples).week).toMatchObject({ weekday: 3, hour: 14 });
  });
});

describe('no hour is named', () => {
  test('when all are alike, in nearly every case', () => {
    const named = Array.from({ length: 60 }, (_, seed) =>
      quietHours(samplesOf({ weeks: 4, seed, load: () => 0.5, noise: 0.5 })),
    ).filter(({ day, week }) => day !== undefined || week !== undefined);
    expect(named.length).toBeLessThanOrEqual(3);
  });

  test('when too little was seen', () => {
    const samples = samplesOf({ weeks: 1, seed: 1, load: pattern }).slice(0, 6 * 60);
    expect(quietHours(samples)).toEqual({ hours: 60, weeks: 60 / 168, offset: 0, reason: 'too-little' });
    expect(quietHours([])).toMatchObject({ hours: 0, reason: 'too-little' });
    expect(quietHours([{ at: 0, offset: 0, memory: 1 }])).toMatchObject({ hours: 0, reason: 'too-little' });
  });
});
