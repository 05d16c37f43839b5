import type { Point } from '../history/theil-sen.ts';
import { medianOf, robustSpread } from './median.ts';
import { stretches } from './slope.ts';

/** A step makes up at least this share of the growth of its life … */
const SHARE = 0.6;
/** … and stands out from all other rises by so many times their spread. */
const STANDS_OUT = 6;

/** Whether most of what this life gained came between two neighbouring stretches. */
function hasStep(points: readonly Point[]): boolean {
  const levels = stretches(points).map(({ y }) => y);
  const third = Math.floor(levels.length / 3);
  const gained = medianOf(levels.slice(-third)) - medianOf(levels.slice(0, third));
  // a stretch in which the step falls has a level between the two, so two rises are one
  const rises = levels.slice(2).map((level, i) => level - (levels[i] ?? 0));
  const largest = Math.max(...rises);
  const even = medianOf(rises);
  return largest - even > SHARE * gained && largest - even > STANDS_OUT * robustSpread(rises) && gained > 0;
}

/** Whether growth comes at once, in most of the lives. */
export function isStep(lives: readonly (readonly Point[])[]): boolean {
  return lives.filter(hasStep).length > lives.length / 2;
}
