import type { CronFields } from '../config/cron.ts';
import { type ClockRule, comesAt, ruleFor } from './next-runs.ts';
import type { ClockChange, WallTime } from './zone.ts';

const MINUTE = 60_000;

/** Runs of one expression that a change of the clock leaves out, moves or repeats. */
export interface ClockTrouble {
  /** `skipped`: the clock never shows these times; `repeated`: it shows them twice. */
  readonly kind: 'skipped' | 'repeated';
  /** What becomes of the runs: `moved` to the change, run `once`, run `twice`, or `left-out`. */
  readonly outcome: 'moved' | 'once' | 'twice' | 'left-out';
  /** The first of these times, and how many there are. */
  readonly wall: WallTime;
  readonly count: number;
  /** What the clock shows right after the change. */
  readonly resumes: WallTime;
}

function wallMinutes(fields: CronFields, from: WallTime, until: WallTime): WallTime[] {
  const walls: WallTime[] = [];
  for (let wall = from; wall < until; wall += MINUTE) if (comesAt(fields, wall)) walls.push(wall);
  return walls;
}

/**
 * What clock changes of its zone do to an expression. A schedule that goes on evenly, such as every 5 minutes under
 * a cron that follows the clock, has no trouble.
 */
export function clockTrouble(
  fields: CronFields,
  clockRule: ClockRule,
  changes: readonly ClockChange[],
): ClockTrouble[] {
  const rule = ruleFor(fields, clockRule);
  const everyHour = fields.hour.length === 24;
  const trouble: ClockTrouble[] = [];
  for (const { at, before, after } of changes) {
    const kind = after > before ? 'skipped' : 'repeated';
    const walls = wallMinutes(fields, at + Math.min(before, after), at + Math.max(before, after));
    const [wall] = walls;
    const even = everyHour && (rule === 'follow' || (rule === 'once' && kind === 'skipped'));
    if (wall === undefined || even) continue;
    const skipped = rule === 'catch-up' ? 'moved' : 'left-out';
    const repeated = rule === 'follow' ? 'twice' : 'once';
    const outcome = kind === 'skipped' ? skipped : repeated;
    trouble.push({ kind, outcome, wall, count: walls.length, resumes: at + after });
  }
  return trouble;
}
