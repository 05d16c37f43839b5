import type { ScheduleEntry, Service, Workload } from '../config/config.ts';
import { restartsByTheClock } from './clock-rule.ts';
import { comesAt, fieldsOf } from './next-runs.ts';

const MINUTE = 60_000;
/** Five weeks: schedules that come once a month stand in it twice, or have no gap that is known. */
const WINDOW = 36 * 1440 * MINUTE;
/** A Monday, any will do: the clock changes of a zone are left aside. */
const START = Date.UTC(2024, 0, 1);

/** Why the gates of an entry can never all hold at once; `most` is the best that they reach. */
export interface NeverTrue {
  readonly code: 'uptime-never-reached' | 'checks-never-reached';
  /** Milliseconds of uptime, or checks in a row. */
  readonly most: number;
  readonly wanted: number;
}

function timesOf(entry: ScheduleEntry): number[] {
  const fields = fieldsOf(entry);
  const step = fields === undefined ? Math.max(entry.every ?? WINDOW, MINUTE) : MINUTE;
  const count = Math.floor(WINDOW / step);
  const times = Array.from({ length: count }, (_, i) => START + i * step);
  return fields === undefined ? times : times.filter((time) => comesAt(fields, time));
}

/** The time since the last of the certain restarts, for each check that has one before it. */
function ages(checks: readonly number[], restarts: readonly number[]): Map<number, number[]> {
  const byRestart = new Map<number, number[]>();
  let index = -1;
  for (const check of checks) {
    while ((restarts[index + 1] ?? Infinity) < check) index += 1;
    const last = restarts[index];
    // after the last one of the window nobody knows how long the gap is
    if (last === undefined || index + 1 >= restarts.length) continue;
    const known = byRestart.get(last);
    if (known === undefined) byRestart.set(last, [check - last]);
    else known.push(check - last);
  }
  return byRestart;
}

/** A restart that a busy host may skip is none to count on. */
function isCertain(entry: ScheduleEntry): boolean {
  return restartsByTheClock(entry) && (entry.when === undefined || entry.when.otherwise === 'restart');
}

/**
 * Whether the service's certain restarts come so often that the uptime or the number of checks in a row that this
 * entry wants is never reached, since each restart begins both anew.
 */
export function neverTrue(service: Service | Workload, entry: ScheduleEntry): NeverTrue | undefined {
  const { memory_above, uptime_above = 0, sustained = 1 } = entry.when ?? {};
  if (memory_above === undefined && uptime_above === 0) return undefined;
  const restarts = service.schedule.filter(isCertain).flatMap(timesOf);
  restarts.sort((one, other) => one - other);
  const lives = [...ages(timesOf(entry), [...new Set(restarts)]).values()];
  if (lives.length < 2) return undefined;
  const oldest = Math.max(...lives.map((life) => life.at(-1) ?? 0));
  if (oldest <= uptime_above) return { code: 'uptime-never-reached', most: oldest, wanted: uptime_above };
  const checks = Math.max(...lives.map((life) => life.filter((age) => age > uptime_above).length));
  return checks < sustained ? { code: 'checks-never-reached', most: checks, wanted: sustained } : undefined;
}
