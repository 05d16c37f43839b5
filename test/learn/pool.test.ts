import { describe, expect, test } from 'vitest';
import { pool, studentT } from '../../src/learn/pool.ts';

const estimate = (slope: number, error = 1) => ({ slope, error, freedom: 20 });

test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [1000, 1.962],
])('the quantile of t with %i degrees of freedom', (freedom, table) => {
  expect(Math.abs(studentT(freedom) / table - 1)).toBeLessThan(0.01);
});

describe('the pooled mean', () => {
  test('of nothing is nothing', () => expect(pool([])).toBeUndefined());

  test('of one is that one, with its own error', () => {
    const { slope, low, high } = pool([estimate(5)])!;
    expect(slope).toBe(5);
    expect(high - slope).toBeCloseTo(2.086, 2);
    expect(slope - low).toBeCloseTo(2.086, 2);
  });

  test('is drawn to the estimate with the smaller error', () => {
    expect(pool([estimate(0, 1), estimate(10, 100)])!.slope).toBeLessThan(1);
  });

  test('has a wide interval when the lives contradict each other, however sure each of them is', () => {
    const { low, high } = pool([-20, 20, -18, 22, 0].map((slope) => estimate(slope, 0.01)))!;
    expect(low).toBeLessThan(-10);
    expect(high).toBeGreaterThan(10);
  });

  test('does not become narrow because a few agree by chance', () => {
    const { low, high } = pool([5, 5, 5, 5].map((slope) => estimate(slope)))!;
    expect(high - low).toBeGreaterThan(2);
  });

  test('leaves aside one that lies far from all others', () => {
    const all = [4.8, 5.1, 5, 4.9, 5.2, 5, 400].map((slope) => estimate(slope, 0.1));
    const { slope, count, aside } = pool(all)!;
    expect({ count, aside }).toEqual({ count: 6, aside: 1 });
    expect(slope).toBeCloseTo(5, 1);
  });
});
