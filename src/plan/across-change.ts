import type { ScheduleEntry } from '../config/config.ts';
import { type ClockRule, fieldsOf, runsBetween } from './next-runs.ts';
import type { ClockChange } from './zone.ts';

/** A weekly run comes within it on both sides, whatever the clock does. */
const NEAR = 8 * 86_400_000;

/** The last run before a change of the clock and the first one after it, or at it. */
export interface Across {
  readonly change: ClockChange;
  readonly last: number;
  readonly first: number;
}

/**
 * The runs on both sides of the next change forward and of the next one back; none for what runs every hour, and
 * none where eight days on either side have no run.
 */
export function runsAcross(
  entry: ScheduleEntry,
  zone: string,
  rule: ClockRule,
  changes: readonly ClockChange[],
): Across[] {
  const fields = fieldsOf(entry);
  if (fields === undefined || fields.hour.length === 24) return [];
  const forward = changes.find(({ before, after }) => after > before);
  const back = changes.find(({ before, after }) => after < before);
  return [forward, back].flatMap((change) => {
    if (change === undefined) return [];
    const last = runsBetween(entry, change.at - NEAR, change.at - 1, zone, rule).at(-1);
    const [first] = runsBetween(entry, change.at - 1, change.at + NEAR, zone, rule);
    return last === undefined || first === undefined ? [] : [{ change, last, first }];
  });
}
