import { type Point, theilSen } from '../history/theil-sen.ts';
import { medianOf } from './median.ts';

/** How fast one process grew; bytes and hours. */
export interface LifeSlope {
  readonly slope: number;
  /** Standard error of the slope. */
  readonly error: number;
  /** Degrees of freedom of that error. */
  readonly freedom: number;
  /** Hours from the first to the last point. */
  readonly length: number;
  /** Of the line: bytes at age 0. */
  readonly fresh: number;
}

/** Fewer points of a life say nothing about its slope. */
export const FEWEST_POINTS = 8;
/** Medians of so many stretches: wild points are gone, and neighbours hardly depend on each other. */
const STRETCHES = 24;
const DAY = 24;
/** From so many days on a stretch is a day, so that the rhythm of the day is no slope. */
const DAYS_FOR_DAILY = 8;
/** Memory is counted in pages, so no error is smaller than one of these over the whole life. */
const PAGE = 4096;

/** Medians of stretches of equal length, in order; the points themselves when they are few. */
export function stretches(points: readonly Point[]): Point[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const length = last.x - first.x;
  const daily = length >= DAYS_FOR_DAILY * DAY;
  if (points.length <= STRETCHES && !daily) return [...points];
  const width = daily ? DAY : length / STRETCHES;
  const groups = new Map<number, Point[]>();
  for (const point of points) {
    const index = Math.min(Math.floor((point.x - first.x) / width), Math.ceil(length / width) - 1);
    const known = groups.get(index);
    if (known === undefined) groups.set(index, [point]);
    else known.push(point);
  }
  return [...groups.values()].map((group) => ({
    x: medianOf(group.map(({ x }) => x)),
    y: medianOf(group.map(({ y }) => y)),
  }));
}

/** How much each residual resembles the one before it, from 0 to 0.95. */
function persistence(rests: readonly number[]): number {
  const mean = rests.reduce((sum, rest) => sum + rest, 0) / rests.length;
  const squares = rests.reduce((sum, rest) => sum + (rest - mean) ** 2, 0);
  const products = rests.slice(1).reduce((sum, rest, i) => sum + (rest - mean) * ((rests[i] ?? 0) - mean), 0);
  if (squares === 0) return 0;
  const seen = products / squares;
  // few residuals beside a fitted line resemble each other less than they would beside the true one
  return Math.min(Math.max(seen + (2 + 4 * seen) / rests.length, 0), 0.95);
}

/**
 * The Theil–Sen slope through the medians of stretches. Its error is that of Sen's interval, made larger where what
 * is left beside the line comes in runs. Nothing for a life with too few points.
 */
function lifeSlope(points: readonly Point[]): LifeSlope | undefined {
  const medians = stretches(points);
  const line = medians.length < FEWEST_POINTS ? undefined : theilSen(medians);
  if (line === undefined) return undefined;
  const length = (medians.at(-1)?.x ?? 0) - (medians[0]?.x ?? 0);
  const rests = medians.map(({ x, y }) => y - line.intercept - line.slope * x);
  const runs = persistence(rests);
  const plain = (line.high - line.low) / (2 * 1.96);
  const error = Math.max(plain * Math.sqrt((1 + runs) / (1 - runs)), PAGE / 4 / length);
  return { slope: line.slope, error, freedom: medians.length - 2, length, fresh: line.intercept };
}

/**
 * The slopes of the lives of one service. The noise is that of the service, so all lives have the error that the
 * middle one of them has for its length.
 */
export function lifeSlopes(lives: readonly (readonly Point[])[]): LifeSlope[] {
  const slopes = lives.map(lifeSlope).filter((slope) => slope !== undefined);
  const noise = medianOf(slopes.map(({ error, length }) => error * length ** 1.5));
  return slopes.map((slope) => ({ ...slope, error: noise / slope.length ** 1.5 }));
}
