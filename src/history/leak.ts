import type { Run } from './run.ts';
import { quantile } from './span.ts';
import { type Point, type Slope, theilSen } from './theil-sen.ts';

/** How fast the memory grows between restarts: bytes per hour. */
export interface Leak extends Slope {
  /**
   * `uptimes`: from the memory before restarts, at uptimes that differ enough. `start_and_end`: they are too alike, so
   * the memory right after each start counts as well, and what a process takes to warm up counts as growth.
   */
  readonly basis: 'uptimes' | 'start_and_end';
  /** It grows for certain, and by something that matters. */
  readonly certain: boolean;
  /** What it rests on: uptime in hours, bytes. */
  readonly ends: readonly Point[];
  readonly starts: readonly Point[];
}

const HOUR = 3600;
const FEWEST = 5;
const ENOUGH_TO_COMPARE = 10;

function differEnough(ends: readonly Point[]): boolean {
  const uptimes = ends.map(({ x }) => x).sort((a, b) => a - b);
  return ends.length >= ENOUGH_TO_COMPARE && quantile(uptimes, 0.9) > 2 * quantile(uptimes, 0.1);
}

function middle(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** By a fiftieth of its memory or more. */
function growsByDay({ slope }: Slope, ends: readonly Point[]): boolean {
  return slope * 24 > middle(ends.map(({ y }) => y)) / 50;
}

/** By a fifth of its memory from start to restart: less may well be warming up. */
function growsByLife({ slope }: Slope, ends: readonly Point[]): boolean {
  return slope * middle(ends.map(({ x }) => x)) > middle(ends.map(({ y }) => y)) / 5;
}

/** `undefined` where there are too few restarts to say anything. */
export function leakOf(restarts: readonly Run[]): Leak | undefined {
  const ends = restarts.flatMap(({ uptime, before }) =>
    uptime === undefined || before === undefined ? [] : [{ x: uptime / HOUR, y: before }],
  );
  if (ends.length < FEWEST) return undefined;
  const alone = differEnough(ends);
  const starts = alone
    ? []
    : restarts.flatMap(({ after }) => (after === undefined ? [] : [{ x: 0, y: after }]));
  const found = theilSen([...starts, ...ends]);
  if (found === undefined) return undefined;
  const certain = found.low > 0 && (alone ? growsByDay(found, ends) : growsByLife(found, ends));
  return { ...found, basis: alone ? 'uptimes' : 'start_and_end', certain, ends, starts };
}
