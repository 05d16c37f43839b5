import { readCron } from '../config/cron.ts';
import { nextRuns } from '../plan/next-runs.ts';

/** `Mon 23 Nov 2026, 03:00`: the next runs of a cron expression by the local clock; none for what is no expression. */
export function nextRunsInWords(cron: string, count: number): string[] {
  if (readCron(cron) === undefined) return [];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const words = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return nextRuns({ cron, action: 'restart' }, new Date(), count, zone).map((run) => words.format(run));
}
