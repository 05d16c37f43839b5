import { readCron } from './cron.ts';
import { numericCron } from './numeric-cron.ts';

/**
 * A cron expression as the CronJob controller reads it (github.com/robfig/cron, version 3); `undefined` where it cannot
 * say the same.
 */
export function kubernetesCron(text: string): string | undefined {
  const fields = readCron(text);
  return fields === undefined ? undefined : numericCron(fields)?.join(' ');
}
