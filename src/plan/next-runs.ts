import { CronExpressionParser } from 'cron-parser';
import type { ScheduleEntry } from '../config/config.ts';
import { type CronFields, everyToCron, readCron } from '../config/cron.ts';
import { clockChanges, instantsOf, isNearClockChange, type WallTime, wallTime } from './zone.ts';

const DAY = 86_400_000;
/** cron(8) takes a larger jump for a correction of the clock; wall times farther apart keep their order. */
const LARGEST_CHANGE = 3 * 3_600_000;

/**
 * What a scheduler does when the clock of its zone changes.
 *
 * - `catch-up`: Debian's cron and cronie. What has neither minute nor hour beginning with `*` runs right after a
 *   skipped hour and once in a repeated one; all else follows the clock (cron(8)).
 * - `follow`: BusyBox, and cronie with CRON_TZ. Nothing in a skipped hour, twice in a repeated one.
 * - `once`: systemd 252. Nothing in a skipped hour, and the second pass of a repeated one is left out.
 */
export type ClockRule = 'catch-up' | 'follow' | 'once';

/** The rule that holds for one expression: `catch-up` is for fixed times alone. */
export function ruleFor(fields: CronFields, rule: ClockRule): ClockRule {
  return rule === 'catch-up' && fields.clockStar ? 'follow' : rule;
}

/** The cron fields of an entry; `undefined` for an interval that cron cannot express. */
export function fieldsOf(entry: ScheduleEntry): CronFields | undefined {
  const text = entry.cron ?? (entry.every === undefined ? undefined : everyToCron(entry.every));
  return text === undefined ? undefined : readCron(text);
}

/** Whether cron runs the expression on a day; its month counts from 1, Sunday is 0. */
export function comesOn(fields: CronFields, month: number, date: number, weekday: number): boolean {
  if (!fields.month.includes(month)) return false;
  const byDate = fields.day.includes(date);
  const byWeekday = fields.weekday.includes(weekday);
  return fields.dayStar || fields.weekdayStar ? byDate && byWeekday : byDate || byWeekday;
}

/** Whether cron runs the expression when its clock shows `wall`, a whole minute. */
export function comesAt(fields: CronFields, wall: WallTime): boolean {
  const date = new Date(wall);
  return (
    fields.minute.includes(date.getUTCMinutes()) &&
    fields.hour.includes(date.getUTCHours()) &&
    comesOn(fields, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())
  );
}

/** cron's "day and weekday" is beyond the library, which always takes one of them: the weekday is a filter then. */
function* wallTimes(fields: CronFields, from: WallTime): Generator<WallTime> {
  const both = fields.dayStar || fields.weekdayStar;
  const allDays = !both && (fields.day.length === 31 || fields.weekday.length === 7);
  const weekday = both || allDays ? '*' : fields.weekday.join(',');
  const day = allDays ? '*' : fields.day.join(',');
  const text = [fields.minute.join(','), fields.hour.join(','), day, fields.month.join(','), weekday].join(
    ' ',
  );
  const dates = CronExpressionParser.parse(text, { currentDate: new Date(from), tz: 'UTC' });
  for (;;) {
    const date = dates.next().toDate();
    if (!both || fields.weekday.includes(date.getUTCDay())) yield date.getTime();
  }
}

function runsAt(wall: WallTime, zone: string, rule: ClockRule): number[] {
  const instants = instantsOf(wall, zone);
  if (rule === 'follow') return instants;
  if (instants.length > 0 || rule === 'once') return instants.slice(0, 1);
  const change = clockChanges(zone, wall - 2 * DAY, wall + 2 * DAY).find(
    ({ at, before, after }) => wall >= at + before && wall < at + after,
  );
  return change === undefined ? [] : [change.at];
}

/**
 * The next `count` runs after `from`, in order, with the clock of `zone`. An interval that cron cannot express is
 * counted from `from`, because nobody knows when the first run will be.
 */
export function nextRuns(
  entry: ScheduleEntry,
  from: Date,
  count: number,
  zone: string,
  clockRule: ClockRule = 'catch-up',
): Date[] {
  const start = from.getTime();
  const fields = fieldsOf(entry);
  if (fields === undefined) {
    return Array.from({ length: count }, (_, i) => new Date(start + (i + 1) * (entry.every ?? 0)));
  }
  const rule = ruleFor(fields, clockRule);
  const margin = (wall: WallTime) => (isNearClockChange(wall, zone) ? LARGEST_CHANGE : 0);
  const startWall = wallTime(start, zone);
  const runs = new Set<number>();
  let enough = Infinity;
  for (const wall of wallTimes(fields, startWall - margin(startWall))) {
    for (const run of runsAt(wall, zone, rule)) if (run > start) runs.add(run);
    if (enough === Infinity && runs.size >= count) enough = wall + 2 * margin(wall);
    if (wall >= enough) break;
  }
  return [...runs]
    .sort((a, b) => a - b)
    .slice(0, count)
    .map((run) => new Date(run));
}

/**
 * All runs after `from` and up to `until`, in order, with the clock of `zone`. None of an interval that cron cannot
 * express, because nobody knows when its timer will start.
 */
export function runsBetween(
  entry: ScheduleEntry,
  from: number,
  until: number,
  zone: string,
  clockRule: ClockRule = 'catch-up',
): number[] {
  const fields = fieldsOf(entry);
  if (fields === undefined) return [];
  const rule = ruleFor(fields, clockRule);
  const last = wallTime(until, zone) + LARGEST_CHANGE;
  const runs = new Set<number>();
  for (const wall of wallTimes(fields, wallTime(from, zone) - LARGEST_CHANGE)) {
    if (wall > last) break;
    for (const run of runsAt(wall, zone, rule)) if (run > from && run <= until) runs.add(run);
  }
  return [...runs].sort((a, b) => a - b);
}
