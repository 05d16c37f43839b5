import type { ScheduleEntry } from '../config/config.ts';
import { type CronFields, everyToCron, readCron } from '../config/cron.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Two weeks show every week; two leap years show the 29th of February twice. */
const TWO_WEEKS = 15;
const TWO_LEAP_YEARS = 9 * 366;
const SOME_MONDAY = Date.UTC(2024, 0, 1);

function comesOn(fields: CronFields, date: Date): boolean {
  const day = fields.day.includes(date.getUTCDate());
  const weekday = fields.weekday.includes(date.getUTCDay());
  const either = fields.dayStar || fields.weekdayStar ? day && weekday : day || weekday;
  return either && fields.month.includes(date.getUTCMonth() + 1);
}

/** The most days from one day on which it comes to the next. */
function longestDays(fields: CronFields): number {
  const weekly = fields.month.length === 12 && fields.day.length === 31;
  const days = weekly ? TWO_WEEKS : TWO_LEAP_YEARS;
  let longest = 1;
  let last: number | undefined;
  for (let day = 0; day < days; day += 1) {
    if (!comesOn(fields, new Date(SOME_MONDAY + day * DAY))) continue;
    if (last !== undefined) longest = Math.max(longest, day - last);
    last = day;
  }
  return longest;
}

function gapOf(fields: CronFields): number {
  const times = fields.hour.flatMap((hour) => fields.minute.map((minute) => (hour * 60 + minute) * MINUTE));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const within = times.map((time, index) => time - (times[index - 1] ?? time));
  return Math.max(...within, longestDays(fields) * DAY - last + first);
}

/**
 * The longest time between two runs of an entry, in milliseconds, by a clock that is never put forward or back.
 * `undefined` for a date that never comes.
 */
function longestGap(entry: ScheduleEntry): number | undefined {
  const text = entry.cron ?? (entry.every === undefined ? undefined : everyToCron(entry.every));
  if (text === undefined) return entry.every;
  const fields = readCron(text);
  return fields === undefined ? undefined : gapOf(fields);
}

/** Within this time, in milliseconds, at least one of the entries has run; `undefined` without any. */
export function runsWithin(entries: readonly ScheduleEntry[]): number | undefined {
  const gaps = entries.map(longestGap).filter((gap) => gap !== undefined);
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}
