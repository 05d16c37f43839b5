import { expect, test } from 'vitest';
import { random } from '../../src/history/random.ts';
import { type Point, theilSen } from '../../src/history/theil-sen.ts';

function line(count: number, slope: number, noise: number, seed: number): Point[] {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Array.from({ length: count }, () => {
    const x = next() * 100;
    return { x, y: 7 + slope * x + noise * normal() };
  });
}

test('a line without noise', () => {
  const found = theilSen([3, 1, 2, 9].map((x) => ({ x, y: 5 - 2 * x })));
  expect(found).toEqual({ slope: -2, low: -2, high: -2, intercept: 5, points: 4 });
});

test('two of ten wild points turn nothing', () => {
  const points = Array.from({ length: 10 }, (_, x) => ({ x, y: x < 2 ? 1e9 : 4 * x }));
  expect(theilSen(points)?.slope).toBe(4);
});

test('no slope where x does not vary', () => {
  expect(theilSen([])).toBeUndefined();
  expect(theilSen([{ x: 1, y: 1 }])).toBeUndefined();
  expect(theilSen([{ x: 1, y: 1 }, { x: 1, y: 2 }])).toBeUndefined(); // prettier-ignore
});

test.each([12, 100, 1000])('the interval holds the true slope about 95 times in 100 (%i points)', (count) => {
  const runs = count > 400 ? 60 : 300;
  const held = Array.from({ length: runs }, (_, seed) => {
    const found = theilSen(line(count, 0.5, 20, seed))!;
    return found.low <= 0.5 && 0.5 <= found.high;
  });
  expect(held.filter(Boolean).length / runs).toBeGreaterThan(0.9);
});

test('the same points give the same figures', () => {
  const points = line(1000, 3, 10, 1);
  expect(theilSen(points)).toEqual(theilSen(points));
});
