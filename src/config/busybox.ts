import { readCron } from './cron.ts';
import { numericCron } from './numeric-cron.ts';

/** Minute, hour and month: there a step counts from the first value on, as it does in crontab(5). */
const COUNTED_ALIKE = [0, 1, 3];

/**
 * A cron expression as BusyBox's crond reads it (crond.c); `undefined` where it cannot say the same. To its parser 7 is no
 * day of the week, and the line then runs on every day; a star with a step counts days of the month from 0; and a field
 * with all its values is no restriction, however it is written.
 */
export function busyboxCron(text: string): string | undefined {
  const fields = readCron(text);
  const numeric = fields === undefined ? undefined : numericCron(fields);
  const written = text.trim().split(/[ \t]+/);
  const field = (value: string, index: number) => {
    const own = written[index] ?? '';
    return COUNTED_ALIKE.includes(index) && /^\*\/[1-9]\d?$/.test(own) ? own : value;
  };
  return numeric?.map(field).join(' ');
}
