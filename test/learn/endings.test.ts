import { expect, test } from 'vitest';
import { random } from '../../src/history/random.ts';
import { growthOfEndings } from '../../src/learn/endings.ts';
import type { Ending } from '../../src/learn/sample.ts';
import { MIB, normal } from './made.ts';

const HOUR = 3_600_000;
const CASES = 60;

interface Told {
  readonly seed: number;
  readonly lives: number;
  /** Hours. */
  readonly lengths: (next: () => number) => number;
  /** MiB gained by a life of so many hours. */
  readonly gained: (hours: number) => number;
}

function endingsOf({ seed, lives, lengths, gained }: Told): Ending[] {
  const next = random(seed);
  const off = normal(seed);
  let at = 0;
  return Array.from({ length: lives }, () => {
    const hours = lengths(next);
    at += hours * HOUR;
    const before = (200 + gained(hours) + 5 * off()) * MIB;
    return { at, offset: 0, uptime: hours * HOUR, before, after: (200 + 5 * off()) * MIB };
  });
}

const verdicts = (told: Omit<Told, 'seed'>) =>
  Array.from({ length: CASES }, (_, seed) => growthOfEndings(endingsOf({ ...told, seed })));
const share = (told: Omit<Told, 'seed'>, verdict: string) =>
  verdicts(told).filter((growth) => growth.verdict === verdict).length / CASES;

const varied = (next: () => number) => 6 + 90 * next() ** 2;
const daily = () => 24;

test('lives of many lengths that gain evenly leak, at the slope that is true', () => {
  const told = { lives: 30, lengths: varied, gained: (hours: number) => 5 * hours };
  expect(share(told, 'leak')).toBeGreaterThanOrEqual(0.95);
  const held = verdicts(told).filter(({ rate }) => rate && rate.low <= 5 * MIB && rate.high >= 5 * MIB);
  expect(held.length / CASES).toBeGreaterThanOrEqual(0.9);
});

test('lives of one length cannot tell a leak from a warm-up', () => {
  expect(share({ lives: 30, lengths: daily, gained: (hours) => 5 * hours }, 'unclear')).toBe(1);
});

test('long lives that gain no more than short ones slow down', () => {
  expect(share({ lives: 30, lengths: varied, gained: () => 100 }, 'slowing')).toBeGreaterThanOrEqual(0.95);
});

test('what gains nothing does not leak', () => {
  const none = { lives: 30, lengths: varied, gained: () => 0 };
  expect(share(none, 'leak')).toBeLessThanOrEqual(0.05);
});

test('a handful is too little, and so are endings whose beginning nobody saw', () => {
  const all = endingsOf({ seed: 1, lives: 30, lengths: daily, gained: () => 100 });
  expect(growthOfEndings(all.slice(0, 6)).verdict).toBe('too-little');
  expect(growthOfEndings(all.filter((_, i) => i % 2 === 0)).verdict).toBe('too-little');
});
