import type { CronFields } from './cron.ts';

const MONTH_AND_WEEK = { day: 31, weekday: 7 } as const;

function wholeDays({ day, weekday }: CronFields): { readonly day: boolean; readonly weekday: boolean } {
  return {
    day: day.length === MONTH_AND_WEEK.day,
    weekday: weekday.length === MONTH_AND_WEEK.weekday,
  };
}

/** Sorted values as a cron field; every value of the field is `*`. */
function fieldText(values: readonly number[], size: number): string {
  if (values.length === size) return '*';
  const ranges: string[] = [];
  for (let start = 0; start < values.length;) {
    let end = start;
    while (values[end + 1] === values[end]! + 1) end += 1;
    ranges.push(end > start + 1 ? `${values[start]}-${values[end]}` : values.slice(start, end + 1).join(','));
    start = end + 1;
  }
  return ranges.join(',');
}

/**
 * The five fields for a scheduler whose day of week ends at 6, and which takes both days only where one of them is a plain
 * `*`, while to crontab(5) a star with a step is a star, too. `undefined` where it cannot say the same.
 */
export function numericCron(fields: CronFields): readonly string[] | undefined {
  const { minute, hour, day, month, weekday, dayStar, weekdayStar } = fields;
  const whole = wholeDays(fields);
  const both = dayStar || weekdayStar;
  if (both && !whole.day && !whole.weekday) return undefined;
  const everyDay = !both && (whole.day || whole.weekday);
  return [
    fieldText(minute, 60),
    fieldText(hour, 24),
    everyDay ? '*' : fieldText(day, MONTH_AND_WEEK.day),
    fieldText(month, 12),
    everyDay ? '*' : fieldText(weekday, MONTH_AND_WEEK.weekday),
  ];
}
