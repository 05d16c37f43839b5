import { describe, expect, test } from 'vitest';
import { random } from '../../src/history/random.ts';
import { type Growth, growthOf } from '../../src/learn/growth.ts';
import { type Made, madeLives, MIB, normal } from './made.ts';

const CASES = 60;
const usual = { lives: 7, length: 24, every: 10, noise: 20 };
type Shape = Partial<Made> & Pick<Made, 'memory'>;

/** What is said of so many made services of one kind. */
function judged(shape: Shape): Growth[] {
  return Array.from({ length: CASES }, (_, seed) => growthOf(madeLives({ ...usual, ...shape, seed })));
}

function share(growths: readonly Growth[], holds: (growth: Growth) => boolean): number {
  return growths.filter(holds).length / growths.length;
}

const verdict =
  (...verdicts: Growth['verdict'][]) =>
  (growth: Growth) =>
    verdicts.includes(growth.verdict);
const covers = (mib: number) => (growth: Growth) =>
  growth.rate !== undefined && growth.rate.low <= mib * MIB && mib * MIB <= growth.rate.high;

const linear = (age: number) => 200 + 5 * age;
const saturating = (hours: number) => (age: number) => 200 + 200 * (1 - Math.exp(-age / hours));

describe('a leak', () => {
  test('of any slope lies within the interval in at least 93 % of the cases', () => {
    const growths = Array.from({ length: CASES }, (_, seed) => {
      const next = random(seed);
      const slope = 0.5 + next() * 50;
      const lives = 3 + Math.floor(next() * 12);
      const made = { lives, length: 12 + next() * 60, every: 10, noise: 1 + next() * 40, seed };
      return { slope, growth: growthOf(madeLives({ ...made, memory: (age) => 200 + slope * age })) };
    });
    const held = growths.filter(({ slope, growth }) => covers(slope)(growth));
    expect(held.length).toBeGreaterThanOrEqual(0.93 * CASES);
  });

  test.each([
    ['noise', { memory: linear }],
    ['noise that lasts for hours', { memory: linear, lasting: 0.95 }],
    ['one life alone', { memory: linear, lives: 1, noise: 10 }],
    ['saw teeth of two hours', { memory: (age: number) => linear(age) + 50 * (age % 2), noise: 5 }],
    ['a warm-up of an hour', { memory: (age: number) => saturating(1)(age) + 5 * age, noise: 5 }],
  ] as const)('is found under %s, with its slope', (_, shape) => {
    const growths = judged(shape);
    expect(share(growths, verdict('leak'))).toBeGreaterThanOrEqual(0.85);
    expect(share(growths, covers(5))).toBeGreaterThanOrEqual(0.9);
  });

  test('is not turned by wild samples, nor by a life that is unlike all others', () => {
    const wild = normal(1);
    const memory = (age: number, life: number) => {
      if (life === 3) return 2000 - 20 * age;
      return linear(age) + (wild() > 2 ? 5000 : 0);
    };
    const growths = judged({ memory });
    expect(share(growths, verdict('leak'))).toBeGreaterThanOrEqual(0.95);
    expect(share(growths, covers(5))).toBeGreaterThanOrEqual(0.9);
    expect(share(growths, ({ rate }) => rate?.aside === 1)).toBeGreaterThanOrEqual(0.95);
  });

  test('says how large a fresh process is', () => {
    for (const { fresh = 0 } of judged({ memory: linear })) {
      expect(Math.abs(fresh / MIB - 200)).toBeLessThan(10);
    }
  });
});

describe('no leak is seen in', () => {
  test.each([
    ['memory that stays', { memory: () => 200 }],
    ['noise that lasts for hours', { memory: () => 200, lasting: 0.98 }],
    ['a memory that wanders', { memory: () => 200, lasting: 0.999 }],
    ['saw teeth of two hours', { memory: (age: number) => 200 + 50 * (age % 2), noise: 5 }],
    ['saw teeth of seven hours', { memory: (age: number) => 200 + 15 * (age % 7), noise: 5 }],
    ['memory that shrinks', { memory: (age: number) => 400 - 3 * age }],
    [
      'the rhythm of the day over two weeks',
      { memory: (age: number) => 200 + 50 * Math.sin((age / 12) * Math.PI), length: 336, lives: 2 },
    ],
  ] as const)('%s', (_, shape) => {
    expect(share(judged(shape), verdict('leak'))).toBeLessThanOrEqual(0.05);
  });

  test.each([1, 3, 6, 8])('growth that saturates in %i hours', (hours) => {
    for (const noise of [2, 40]) {
      const growths = judged({ memory: saturating(hours), noise, lives: 14 });
      expect(share(growths, verdict('leak'))).toBeLessThanOrEqual(0.05);
      expect(share(growths, verdict('levels-off', 'slowing'))).toBeGreaterThanOrEqual(0.9);
    }
  });

  test.each([5, 16])('a step at the age of %i hours', (hour) => {
    const growths = judged({ memory: (age) => 200 + (age > hour ? 200 : 0) });
    expect(share(growths, verdict('step', 'levels-off'))).toBeGreaterThanOrEqual(0.95);
  });
});

describe('what is said of', () => {
  test('a cache that is full after an hour: it levels off, and how long that takes', () => {
    const growths = judged({ memory: saturating(1) });
    expect(share(growths, verdict('levels-off'))).toBeGreaterThanOrEqual(0.9);
    for (const { warmUp } of growths.filter(verdict('levels-off'))) expect(warmUp).toBeCloseTo(12, 0);
  });

  test('a service of 200 MiB that gains 10 MiB in 30 days: that is slight', () => {
    const growths = judged({ memory: (age) => 200 + age / 72, length: 720, lives: 2, every: 60, noise: 1 });
    expect(share(growths, verdict('slight'))).toBeGreaterThanOrEqual(0.95);
  });

  test('much noise: it is unclear, unless there is enough to tell', () => {
    const memory = (age: number) => 200 + 0.5 * age;
    const few = judged({ memory, noise: 100, lives: 2, lasting: 0.9 });
    expect(share(few, verdict('unclear'))).toBeGreaterThanOrEqual(0.7);
    const many = judged({ memory, noise: 20, lives: 4, length: 240 });
    expect(share(many, verdict('leak'))).toBeGreaterThanOrEqual(0.95);
  });

  test.each([
    ['nothing', []],
    ['seven samples', madeLives({ ...usual, seed: 1, lives: 1, length: 7 / 6, memory: linear })],
    ['eleven hours', madeLives({ ...usual, seed: 1, lives: 1, length: 11, memory: linear })],
  ])('%s: too little', (_, lives) => {
    const growth = growthOf(lives);
    expect(growth.verdict).toBe('too-little');
    expect(growth.rate).toBeUndefined();
  });
});
