import type { CronFields } from '../config/cron.ts';

/** Whether cron runs the expression on a day; its month counts from 1, Sunday is 0. */
export function comesOn(fields: CronFields, month: number, date: number, weekday: number): boolean {
  if (!fields.month.includes(month)) return false;
  const byDate = fields.day.includes(date);
  const byWeekday = fields.weekday.includes(weekday);
  return fields.dayStar || fields.weekdayStar ? byDate && byWeekday : byDate || byWeekday;
}
