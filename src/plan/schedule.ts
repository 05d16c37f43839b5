import type { CronFields } from '../config/cron.ts';
import { evenGroups } from './even-groups.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

/** More times of day than this are said as minutes and hours instead. */
const MOST_TIMES = 4;

function list(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** The values in words, three or more in a row as "first to last". */
function namesOf(values: readonly number[], name: (value: number) => string): string[] {
  return evenGroups(values, 1).map(({ first, last }) =>
    first === last ? name(first) : `${name(first)} to ${name(last)}`,
  );
}

function ordinal(value: number): string {
  const teen = value > 10 && value < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

const time = (hour: number, minute: number) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

const each = (step: number, unit: string) => (step === 1 ? `every ${unit}` : `every ${step} ${unit}s`);

/** The step of values that divide their whole cycle evenly from 0 on. */
function cycleStep(values: readonly number[], cycle: number): number | undefined {
  const step = cycle / values.length;
  return values.length > 1 && values.every((value, i) => value === i * step) ? step : undefined;
}

function sayTime({ minute, hour }: CronFields): string {
  const [only = 0] = minute;
  const minuteStep = cycleStep(minute, 60);
  const hourStep = cycleStep(hour, 24);
  const times = hour.flatMap((h) => minute.map((m) => time(h, m)));
  if (minute.length === 1 && hourStep !== undefined) {
    return each(hourStep, 'hour') + (only === 0 ? '' : ` at minute ${only}`);
  }
  if (minute.length === 1 && hour.length > MOST_TIMES) {
    const groups = evenGroups(hour);
    if (groups.length > 1) return `at ${list(times)}`;
    return `${each(groups[0]?.step ?? 1, 'hour')} from ${times[0] ?? ''} to ${times.at(-1) ?? ''}`;
  }
  if (times.length <= MOST_TIMES) return `at ${list(times)}`;
  const hours =
    hourStep === undefined ? undefined : `of every ${hourStep === 1 ? '' : `${ordinal(hourStep)} `}hour`;
  if (minuteStep === undefined) {
    const which = hours ?? `of hour${hour.length === 1 ? '' : 's'} ${list(namesOf(hour, String))}`;
    return `at minutes ${list(namesOf(minute, String))} ${which}`;
  }
  if (hours !== undefined) return each(minuteStep, 'minute') + (hourStep === 1 ? '' : ` ${hours}`);
  const spans = evenGroups(hour, 1).map(
    ({ first, last }) => `from ${time(first, 0)} to ${time(last, 60 - minuteStep)}`,
  );
  return `${each(minuteStep, 'minute')} ${list(spans)}`;
}

function sayDates(days: readonly number[], last: 'and' | 'or'): string {
  const groups = evenGroups(days);
  const [{ step } = { step: 1 }] = groups;
  if (groups.length > 1 || step === 1) return `the ${list(namesOf(days, ordinal), last)}`;
  return `every ${ordinal(step)} day from the ${ordinal(days[0] ?? 0)} to the ${ordinal(days.at(-1) ?? 0)}`;
}

/** The days in words, as they follow the time; nothing when every day of the year will do. */
function sayDays({ day, month, weekday, dayStar, weekdayStar }: CronFields): string {
  const both = dayStar || weekdayStar;
  const everyDay = day.length === 31 || (!both && weekday.length === 7);
  const everyWeekday = weekday.length === 7 || (!both && day.length === 31);
  const months = month.length === 12 ? '' : list(namesOf(month, (value) => MONTHS[value - 1] ?? ''));
  const inMonths = months === '' ? '' : `in ${months}`;
  const fromMonday = weekday.map((value) => value || 7).sort((a, b) => a - b);
  const weekdays = list(namesOf(fromMonday, (value) => WEEKDAYS[value] ?? ''));
  const weekdaySpan = /^\w+ to \w+$/.test(weekdays) ? `from ${weekdays}` : `on ${weekdays}`;
  if (everyDay && everyWeekday) return inMonths;
  if (everyDay) return `${weekdaySpan} ${inMonths}`.trimEnd();
  if (everyWeekday) return `on ${sayDates(day, 'and')} of ${months || 'the month'}`;
  const dates = both
    ? `${weekdaySpan}, when it falls on ${sayDates(day, 'or')} of the month`
    : `${weekdaySpan} and on ${sayDates(day, 'and')} of the month`;
  return inMonths === '' ? dates : `${dates}, ${inMonths}`;
}

/** A cron expression in plain English, as it ends a sentence such as "worker is restarted …". */
export function sayCron(fields: CronFields): string {
  const times = sayTime(fields);
  const days = sayDays(fields);
  const daily = /^at \d/.test(times) && (days === '' || days.startsWith('in '));
  return `${daily ? 'every day ' : ''}${times} ${days}`.trimEnd();
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
  [1, 'millisecond'],
] as const;

/** An interval, in milliseconds, in plain English: "every 5 minutes". */
export function sayEvery(ms: number): string {
  let rest = ms;
  const parts = UNITS.map(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return [count, unit] as const;
  }).filter(([count]) => count > 0);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return each(...first);
  return `every ${list(parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`))}`;
}
