import type { ScheduleEntry, Service } from '../config/config.ts';
import { type CronFields } from '../config/cron.ts';
import { comesOn, fieldsOf } from './next-runs.ts';
import { longestRun } from './timers.ts';

const DAY = 86_400;
/** What a clock that changes may add. */
const CLOCK_CHANGE = 2 * 3600;
/** 28 years hold every pair of date and weekday, and the years around 2100, which is no leap year, the longest gap. */
const FIRST_DAY = Date.UTC(2080, 0, 1) / 1000;
const DAYS = 28 * 366;

/** The most days between two days on which it comes. */
function mostDays(fields: CronFields): number {
  const everyDay = fields.day.length === 31 && fields.month.length === 12;
  if (everyDay && fields.dayStar && fields.weekday.length === 7) return 1;
  let last: number | undefined;
  let most = 0;
  for (let day = 0; day < DAYS; day += 1) {
    if (!comesOn(fields, new Date((FIRST_DAY + day * DAY) * 1000))) continue;
    if (last !== undefined) most = Math.max(most, day - last);
    last = day;
  }
  return most === 0 ? DAYS : most;
}

/** Seconds. */
function cronGap(fields: CronFields): number {
  const times = fields.hour.flatMap((hour) => fields.minute.map((minute) => hour * 3600 + minute * 60));
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const overnight = mostDays(fields) * DAY - (times.at(-1) ?? 0) + (times[0] ?? 0);
  return Math.max(overnight, ...within) + CLOCK_CHANGE;
}

function gapOf(entry: ScheduleEntry): number {
  const fields = fieldsOf(entry);
  return fields === undefined ? (entry.every ?? 0) / 1000 : cronGap(fields);
}

/**
 * The longest time between two marks that scheduled runs leave when all is well, in whole seconds: the shortest of the
 * entries' longest gaps, and as long as a run may take; nothing without a schedule.
 */
export function longestGap(service: Service): number | undefined {
  if (service.schedule.length === 0) return undefined;
  const gap = Math.min(...service.schedule.map(gapOf));
  return Math.ceil(gap + longestRun(service) / 1000);
}
