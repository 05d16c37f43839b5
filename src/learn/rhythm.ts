import { type Point, theilSen } from '../history/theil-sen.ts';
import { medianOf } from './median.ts';
import { stretches } from './slope.ts';

const DAY = 24;
/** Days in which each hour is seen often enough to tell what comes back every day from what happened once. */
const FEWEST_DAYS = 3;

/**
 * A life without what comes back at the same hour of every day, such as the memory of the day's visitors: its steep
 * mornings are no leak. A life of less than three days stays as it is.
 */
export function withoutRhythm(points: readonly Point[]): readonly Point[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.x - first.x < FEWEST_DAYS * DAY) return points;
  const line = theilSen(stretches(points));
  if (line === undefined) return points;
  const hourOf = ({ x }: Point) => Math.floor(x) % DAY;
  const rests = Array.from({ length: DAY }, (): number[] => []);
  for (const point of points) rests[hourOf(point)]?.push(point.y - line.intercept - line.slope * point.x);
  const rhythm = rests.map(medianOf);
  return points.map((point) => ({ x: point.x, y: point.y - (rhythm[hourOf(point)] ?? 0) }));
}
