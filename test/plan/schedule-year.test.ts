import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCron } from '../../src/config/cron.ts';
import { runsBetween } from '../../src/plan/next-runs.ts';
import { cronText, runsWithin } from './schedule-oracle.ts';
import { systemdRuns } from './schedule-systemd.ts';

const DAY = 86_400_000;
const DAYS = 400;
const EXPRESSIONS = 320;
/** Of expressions that come many times a day, so many runs are compared in each of four windows of ten days. */
const RUNS = 200;
const WINDOWS = [0, 130, 260, 390];
const WINDOW = 10;

const readable = cronText.filter((text) => readCron(text) !== undefined);
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });

/** The expression with one time of the day instead of its own, which leaves at most 400 runs. */
const daily = (text: string, i: number) => [i % 60, i % 24, ...text.split(' ').slice(2)].join(' ');

/** Expressions with about as many runs, since systemd lists the same number for all that it is asked together. */
function bySize(texts: readonly string[], from: number, until: number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const text of texts) {
    const size = 2 ** Math.ceil(Math.log2(runsWithin(text, from, until).length + 1));
    groups.set(size, [...(groups.get(size) ?? []), text]);
  }
  return groups;
}

/** The first `count` instants of each timer are those of cron, as far as they come before `until`. */
function agree(texts: readonly string[], from: number, until: number, count: number): number {
  const timers = systemdRuns(texts, from, count, 'UTC');
  for (const [i, text] of texts.entries()) {
    const timer = (timers[i] ?? []).filter((run) => run <= until);
    expect({ text, timer }).toEqual({ text, timer: runsWithin(text, from, until).slice(0, count) });
  }
  return texts.length;
}

test(`the instants of the timer and of cron agree over ${DAYS} days, for ${EXPRESSIONS} random expressions`, () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(readable, { minLength: EXPRESSIONS, maxLength: EXPRESSIONS }),
      instant,
      (texts, from) => {
        const until = from + DAYS * DAY;
        const groups = bySize(texts.map(daily), from, until);
        for (const [size, group] of groups) compared += agree(group, from, until, size);
        for (const day of WINDOWS) agree(texts, from + day * DAY, from + (day + WINDOW) * DAY, RUNS);
      },
    ),
    { numRuns: 1, endOnFailure: true },
  );
  expect(compared).toBe(EXPRESSIONS);
});

test(`explain says the same instants over ${DAYS} days`, () => {
  fc.assert(
    fc.property(readable, fc.nat(1439), instant, (text, i, from) => {
      const one = daily(text, i);
      const until = from + DAYS * DAY;
      const runs = runsBetween({ cron: one, action: 'restart' }, from, until, 'UTC');
      expect(runs).toEqual(runsWithin(one, from, until));
    }),
    { numRuns: 40 },
  );
});
