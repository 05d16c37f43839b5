import { random } from './random.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A slope, in units of y per unit of x, that up to 29 % of wild points cannot turn. */
export interface Slope {
  readonly slope: number;
  /** The interval that holds the true slope in 95 of 100 cases. */
  readonly low: number;
  readonly high: number;
  /** Of the line: y at x = 0. */
  readonly intercept: number;
  /** Points that it rests on. */
  readonly points: number;
}

/** All pairs of so many points are 79,800 slopes; from more points as many pairs are drawn. */
const MOST_POINTS = 400;
const DRAWN_PAIRS = (MOST_POINTS * (MOST_POINTS - 1)) / 2;
/** Of the normal distribution, for 95 %. */
const Z95 = 1.96;

export function median(sorted: readonly number[] | Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function allSlopes(points: readonly Point[]): number[] {
  return points.flatMap((a, index) =>
    points
      .slice(index + 1)
      .filter((b) => b.x !== a.x)
      .map((b) => (b.y - a.y) / (b.x - a.x)),
  );
}

/** The same pairs for the same number of points: no figure of ours changes from run to run. */
function drawnSlopes(points: readonly Point[]): number[] {
  const next = random(points.length);
  const slopes: number[] = [];
  for (let drawn = 0; drawn < DRAWN_PAIRS; drawn++) {
    const a = points[Math.floor(next() * points.length)]!;
    const b = points[Math.floor(next() * points.length)]!;
    if (a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
  }
  return slopes;
}

/**
 * The variance of Kendall's S, whose spread says how far from the middle the ends of the interval lie (Sen 1968).
 * Groups of equal x compare with nobody of their own.
 */
function varianceOfS(points: readonly Point[]): number {
  const ties = new Map<number, number>();
  for (const { x } of points) ties.set(x, (ties.get(x) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const tied = [...ties.values()].reduce((sum, size) => sum + term(size), 0);
  return (term(points.length) - tied) / 18;
}

function at(sorted: Float64Array, rank: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
}

/** The Theil–Sen line through points in any order; `undefined` when no two of them differ in x. */
export function theilSen(points: readonly Point[]): Slope | undefined {
  const all = points.length <= MOST_POINTS;
  const slopes = Float64Array.from(all ? allSlopes(points) : drawnSlopes(points)).sort();
  if (slopes.length === 0) return undefined;
  const n = points.length;
  const spread = (Z95 * Math.sqrt(varianceOfS(points))) / ((n * (n - 1)) / 2);
  // Drawing the pairs blurs the ranks of the slopes as well.
  const blur = all ? 0 : (Z95 * Math.sqrt(slopes.length)) / 2;
  const half = Math.hypot((spread * slopes.length) / 2, blur);
  const slope = median(slopes);
  const rests = Float64Array.from(points, ({ x, y }) => y - slope * x).sort();
  return {
    slope,
    low: at(slopes, Math.floor(slopes.length / 2 - half) - 1),
    high: at(slopes, Math.ceil(slopes.length / 2 + half)),
    intercept: median(rests),
    points: n,
  };
}
