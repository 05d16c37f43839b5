import type { ScheduleEntry, Service } from '../config/config.ts';
import { type CronFields, everyToCron, readCron } from '../config/cron.ts';
import { comesOn } from './cron-days.ts';
import { longestDelay } from './gates.ts';
import { longestRun } from './longest-run.ts';

const DAY = 86_400;
/** What a clock that changes may add, but to runs that come more often than that. */
const CLOCK_CHANGE = 2 * 3600;
/** 28 years hold every pair of date and weekday, and those around 2100, which is no leap year, the longest gap. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2080 + index);
/** Monday, 1 January 2080. */
const FIRST_WEEKDAY = 1;

function monthLengths(year: number): readonly number[] {
  const leap = year % 4 === 0 && year % 100 !== 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

/** The most days between two days on which it comes. */
function mostDays(fields: CronFields): number {
  let day = 0;
  let last = -1;
  let most = 0;
  for (const year of YEARS) {
    for (const [month, length] of monthLengths(year).entries()) {
      for (let date = 1; date <= length; date += 1, day += 1) {
        if (!comesOn(fields, month + 1, date, (day + FIRST_WEEKDAY) % 7)) continue;
        if (last >= 0) most = Math.max(most, day - last);
        last = day;
      }
    }
  }
  return most;
}

/** Most schedules come every day, which needs no counting. */
function comesDaily({ day, month, weekday, dayStar }: CronFields): boolean {
  return dayStar && day.length === 31 && month.length === 12 && weekday.length === 7;
}

/** Seconds. */
function cronGap(fields: CronFields): number {
  const times = fields.hour.flatMap((hour) => fields.minute.map((minute) => hour * 3600 + minute * 60));
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const days = comesDaily(fields) ? 1 : mostDays(fields);
  const overnight = days * DAY - (times.at(-1) ?? 0) + (times[0] ?? 0);
  const gap = Math.max(overnight, ...within);
  return gap > CLOCK_CHANGE ? gap + CLOCK_CHANGE : gap;
}

function gapOf(entry: ScheduleEntry): number {
  const fields = readCron(entry.cron ?? everyToCron(entry.every ?? 0) ?? '');
  return fields === undefined ? (entry.every ?? 0) / 1000 : cronGap(fields);
}

/** A sample leaves neither a line in the log nor an outcome, in the state as little as in the metrics. */
export const leavesMark = ({ action }: ScheduleEntry) => action !== 'sample';

/**
 * The longest time between two marks that scheduled runs leave when all is well, in whole seconds: the shortest of the
 * entries' longest gaps, and as long as a run may wait and take; nothing where no run leaves a mark.
 */
export function longestGap(service: Service): number | undefined {
  const marking = service.schedule.filter(leavesMark);
  if (marking.length === 0) return undefined;
  const gap = Math.min(...marking.map((entry) => gapOf(entry) + longestDelay(entry) / 1000));
  return Math.ceil(gap + longestRun(service) / 1000);
}

/** Within this time, in milliseconds, at least one of the entries has run, a change of the clock included; nothing without any. */
export function runsWithin(entries: readonly ScheduleEntry[]): number | undefined {
  return entries.length === 0 ? undefined : 1000 * Math.min(...entries.map(gapOf));
}
