import { type CronFields, hasDates } from '../config/cron.ts';
import { evenGroups } from './even-groups.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * One component of a calendar event: `*`, `03`, `00/5`, `09..17`, `00..20/5`, or a list of them. An open step such
 * as `00/5` stands alone and only where it wraps evenly: systemd 252 counts on to hour 25 of the last day of a
 * month, takes it for 01:00 and skips 00:00.
 */
function component(values: readonly number[], low: number, high: number): string {
  const cycle = high - low + 1;
  if (values.length === cycle) return '*';
  const groups = evenGroups(values);
  const parts = groups.map(({ first, last, step }) => {
    if (first === last) return twoDigits(first);
    const wraps = groups.length === 1 && last + step - first === cycle;
    if (step > 1 && wraps) return `${twoDigits(first)}/${step}`;
    return `${twoDigits(first)}..${twoDigits(last)}${step === 1 ? '' : `/${step}`}`;
  });
  return parts.join(',');
}

/** Weekdays with a blank after them, Monday first as systemd counts; nothing for all of them. */
function weekdayPrefix(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return '';
  const fromMonday = weekdays.map((day) => day || 7).sort((a, b) => a - b);
  const name = (day: number) => WEEKDAYS[day % 7] ?? '';
  const parts = evenGroups(fromMonday, 1).map(({ first, last }) =>
    first === last ? name(first) : `${name(first)}..${name(last)}`,
  );
  return `${parts.join(',')} `;
}

/**
 * The calendar events of systemd.time(7) that together come at the instants of the cron expression; without
 * `timezone` both mean the host's zone. cron's "day or weekday" takes two events: systemd wants both to match. An event
 * that never comes is left out: systemd-analyze takes it for a mistake.
 */
export function cronToOnCalendar(fields: CronFields, timezone?: string): string[] {
  const month = component(fields.month, 1, 12);
  const time = `${component(fields.hour, 0, 23)}:${component(fields.minute, 0, 59)}:00`;
  const zone = timezone === undefined ? '' : ` ${timezone}`;
  const event = (weekdays: string, days: string) => `${weekdays}*-${month}-${days} ${time}${zone}`;
  const weekdays = weekdayPrefix(fields.weekday);
  const days = component(fields.day, 1, 31);
  if (fields.dayStar || fields.weekdayStar) return [event(weekdays, days)];
  if (weekdays === '' || days === '*') return [event('', '*')];
  const byDate = hasDates(fields) ? [event('', days)] : [];
  return [...byDate, event(weekdays, '*')];
}
