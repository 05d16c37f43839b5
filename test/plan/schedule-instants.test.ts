import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCron } from '../../src/config/cron.ts';
import { nextRuns } from '../../src/plan/next-runs.ts';
import { cronText, naiveRuns, simulateCron } from './schedule-oracle.ts';
import { systemdRuns } from './schedule-systemd.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const YEARS = 366 * 2 * DAY;

const zones = [
  'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tokyo', 'Asia/Kathmandu', 'UTC',
]; // prettier-ignore

const readable = cronText.filter((text) => readCron(text) !== undefined);
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });

/** Some hours before a clock change of one of the zones, in March, April, October or November of 2026. */
const nearChange = fc
  .tuple(
    fc.constantFrom('2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z', '2026-10-25T01:00Z', '2026-11-01T05:30Z'),
    fc.integer({ min: 5 * 60, max: 30 * 60 }),
  )
  .map(([change, minutes]) => Date.parse(change) - minutes * MINUTE); // prettier-ignore

const ours = (
  cron: string,
  from: number,
  count: number,
  ...rest: [string, ('catch-up' | 'follow' | 'once')?]
) => nextRuns({ cron, action: 'restart' }, new Date(from), count, ...rest).map((run) => run.getTime());

describe('the instants of 400 random expressions', () => {
  test('are those of systemd, in UTC', () => {
    fc.assert(
      fc.property(fc.array(readable, { minLength: 40, maxLength: 40 }), instant, (texts, from) => {
        const runs = texts.map((text) => ours(text, from, 6, 'UTC', 'once'));
        expect(runs).toEqual(systemdRuns(texts, from, 6, 'UTC'));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  test('are those of cron, minute by minute, in UTC', () => {
    fc.assert(
      fc.property(readable, instant, (text, from) => {
        const expected = naiveRuns(text, from, from + YEARS, 6);
        const runs = ours(text, from, 6, 'UTC');
        expect(runs.filter((run) => run <= from + YEARS)).toEqual(expected);
        expect(runs).toHaveLength(6);
      }),
      { numRuns: 400 },
    );
  });
});

describe('at the turn of a month', () => {
  const step = fc.integer({ min: 1, max: 31 });
  const steps = fc.oneof(
    step.map((by) => `*/${by}`),
    fc.tuple(fc.integer({ min: 0, max: 9 }), step).map(([first, by]) => `0,${first}-23/${by}`),
  );
  const steep = fc.tuple(fc.oneof(steps, fc.constant('0')), steps).map((time) => `${time.join(' ')} * * *`);
  const evening = fc.constantFrom(28, 29, 30, 31, 59, 181, 365).map((day) => Date.UTC(2026, 0, day, 20));

  test('systemd runs what we say', () => {
    fc.assert(
      fc.property(fc.array(steep, { minLength: 30, maxLength: 30 }), evening, (texts, from) => {
        const runs = texts.map((one) => ours(one, from, 20, 'UTC'));
        expect(runs).toEqual(systemdRuns(texts, from, 20, 'UTC'));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

describe('around a change of the clock', () => {
  const night = readable.map((text) => text.split(' ').slice(0, 2).join(' '));
  const hours = fc.constantFrom(
    '* * * *',
    '0-23 * * *',
    '1-3 * * *',
    '0,2 * * *',
    '*/2 * * *',
    '2-4 * * sun',
  );
  const text = fc.oneof(
    night.map((time) => `${time} * * *`),
    fc.tuple(fc.constantFrom('30', '*/15', '0,59', '0', '7-50/9'), hours).map((parts) => parts.join(' ')),
  );

  test('systemd runs what we say', () => {
    const batch = fc.array(text, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(batch, nearChange, fc.constantFrom(...zones), (texts, from, zone) => {
        const runs = texts.map((one) => ours(one, from, 30, zone, 'once'));
        expect(runs).toEqual(systemdRuns(texts, from, 30, zone));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  test('systemd runs it in the zone of the event, whatever the zone of the host', () => {
    const texts = ['30 2 * * *', '0 */6 1 * mon', '*/30 1-3 * * *'];
    const from = Date.parse('2026-03-28T00:00Z');
    for (const zone of ['Europe/Berlin', 'America/New_York']) {
      const runs = texts.map((one) => ours(one, from, 6, zone, 'once'));
      expect(runs).toEqual(systemdRuns(texts, from, 6, 'Asia/Tokyo', zone));
    }
  });

  test("Debian's cron runs what we say", () => {
    fc.assert(
      fc.property(text, nearChange, fc.constantFrom(...zones), (one, from, zone) => {
        const start = Math.floor(from / MINUTE) * MINUTE;
        const expected = simulateCron(one, zone, start, start + 3 * DAY);
        expect(ours(one, start, expected.length, zone)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['catch-up', '30 2 * * *', ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['once', '30 2 * * *', ['2026-03-28T01:30Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z']],
    ['follow', '30 2 * * *', ['2026-03-28T01:30Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z']],
    ['catch-up', '*/30 2 * * *', ['2026-03-28T01:00Z', '2026-03-28T01:30Z', '2026-03-30T00:00Z']],
  ] as const)('%s, %s in Berlin when an hour is skipped', (rule, one, expected) => {
    const runs = ours(one, Date.parse('2026-03-28T00:00Z'), 3, 'Europe/Berlin', rule);
    expect(runs).toEqual(expected.map((at) => Date.parse(at)));
  });

  test.each([
    ['catch-up', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['once', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['follow', ['2026-10-25T00:30Z', '2026-10-25T01:30Z']],
  ] as const)('%s in Berlin when an hour is repeated', (rule, expected) => {
    const runs = ours('30 2 * * *', Date.parse('2026-10-24T12:00Z'), 2, 'Europe/Berlin', rule);
    expect(runs).toEqual(expected.map((at) => Date.parse(at)));
  });
});

describe('an interval', () => {
  const from = new Date('2026-03-01T00:02:00.000Z');

  test('that cron can express lies on its grid', () => {
    const runs = nextRuns({ every: 5 * MINUTE, action: 'ensure' }, from, 2, 'UTC');
    expect(runs.map((run) => run.toISOString())).toEqual([
      '2026-03-01T00:05:00.000Z',
      '2026-03-01T00:10:00.000Z',
    ]);
  });

  test('that cron cannot express is counted from the start', () => {
    const runs = nextRuns({ every: 7 * MINUTE, action: 'ensure' }, from, 2, 'UTC');
    expect(runs.map((run) => run.toISOString())).toEqual([
      '2026-03-01T00:09:00.000Z',
      '2026-03-01T00:16:00.000Z',
    ]);
  });
});

test('a run at the very instant is not a next one, and leap days are found', () => {
  const from = Date.parse('2024-02-29T00:00:00Z');
  expect(ours('0 0 29 2 *', from, 2, 'UTC')).toEqual([Date.UTC(2028, 1, 29), Date.UTC(2032, 1, 29)]);
  expect(ours('0 0 29 2 */7', from, 1, 'UTC')).toEqual([Date.UTC(2032, 1, 29)]);
  expect(ours('0 3 * * *', Date.parse('2026-01-01T00:00Z'), 1, 'Asia/Tokyo')).toEqual([
    Date.parse('2026-01-01T18:00Z'),
  ]);
});
