import { everyToCron, readCron } from './cron.ts';

const DAY = 24 * 60;

/**
 * The shortest time between two runs of an entry, in milliseconds, as the clock of an ordinary week shows it; a day
 * where days without a run may lie between. `undefined` for what cannot be read.
 */
export function shortestGap({ cron, every }: { cron?: string; every?: number }): number | undefined {
  const text = cron ?? (every === undefined ? undefined : everyToCron(every));
  if (text === undefined) return every;
  const fields = readCron(text);
  if (fields === undefined) return undefined;
  const times = fields.hour.flatMap((hour) => fields.minute.map((minute) => hour * 60 + minute));
  const [first = 0] = times;
  const next = [...times.slice(1), first + DAY];
  const gaps = times.map((time, index) => (next[index] ?? time + DAY) - time);
  return Math.min(...gaps) * 60_000;
}
