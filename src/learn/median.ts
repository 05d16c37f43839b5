import { median } from '../history/theil-sen.ts';

/** The median of values in any order; 0 for none. */
export function medianOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : median([...values].sort((one, other) => one - other));
}

/** A standard deviation that half of the values cannot turn: 1.4826 times the median distance from the median. */
export function robustSpread(values: readonly number[]): number {
  const middle = medianOf(values);
  return 1.4826 * medianOf(values.map((value) => Math.abs(value - middle)));
}
