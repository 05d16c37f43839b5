import type { Growth } from './growth.ts';
import type { QuietHours } from './quiet.ts';

/** Hours from the start of a process to the limit: at the likely rate, and at the ends of its interval. */
export interface Crossing {
  /** Bytes; `given` by the user, or else twice what a fresh process holds. */
  readonly limit: number;
  readonly given: boolean;
  readonly likely: number;
  readonly soonest: number;
  /** Absent when the slowest rate never reaches it. */
  readonly latest?: number;
  /** No life was as long as that, so it is a guess about what nobody saw. */
  readonly beyond: boolean;
}

/** A restart at fixed times, by the clock of the host. */
export interface Timing {
  readonly cron: string;
  /** Hours between two of its restarts, at most. */
  readonly gap: number;
}

const DAY = 24;
/** A process is restarted after this share of the time in which it may reach the limit at the soonest. */
const SHARE = 0.8;
/** Restarts a day, evenly apart. */
const PER_DAY = [1, 2, 3, 4, 6, 8, 12, 24];
/** Days from the first restart of the week on, by the days that may lie between two of them. */
const PER_WEEK: readonly (readonly [gap: number, after: readonly number[]])[] = [
  [7, [0]],
  [4, [0, 4]],
  [3, [0, 3, 5]],
  [2, [0, 2, 4, 6]],
];
/** In the middle of an hour neither the clock changes of most zones nor the jobs of every full hour get in the way. */
const MINUTE = 30;
/** Where nothing is known of the load: people sleep, and no clock change falls on it. */
const USUAL_HOUR = 4;
/** Sunday. */
const USUAL_WEEKDAY = 0;

/** When a process reaches the limit; nothing when it does not leak. A fresh one above it crosses at once. */
export function crossingOf(growth: Growth, limit: number | undefined): Crossing | undefined {
  const { verdict, rate, fresh = 0, longest } = growth;
  if (verdict !== 'leak' || rate === undefined) return undefined;
  const given = limit !== undefined;
  const bytes = limit ?? 2 * fresh;
  const hours = (slope: number) => Math.max((bytes - fresh) / slope, 0);
  const likely = hours(rate.slope);
  const latest = rate.low > 0 ? { latest: hours(rate.low) } : {};
  return { limit: bytes, given, likely, soonest: hours(rate.high), ...latest, beyond: likely > longest };
}

/** The restarts that keep a process below the limit, at the quietest hours known. */
export function timingOf(crossing: Crossing, quiet: QuietHours): Timing {
  const most = crossing.soonest * SHARE;
  const weekly = PER_WEEK.find(([gap]) => gap * DAY <= most);
  if (weekly !== undefined) {
    const [gap, after] = weekly;
    const { hour, weekday = USUAL_WEEKDAY } = quiet.week ?? quiet.day ?? { hour: USUAL_HOUR };
    const days = after.map((day) => (weekday + day) % 7).sort((one, other) => one - other);
    return { cron: `${MINUTE} ${hour} * * ${days.join(',')}`, gap: gap * DAY };
  }
  const times = PER_DAY.find((count) => DAY / count <= most) ?? DAY;
  const gap = DAY / times;
  const { hour } = quiet.day ?? { hour: USUAL_HOUR };
  const hours = Array.from({ length: times }, (_, i) => (hour + i * gap) % DAY).sort((a, b) => a - b);
  return { cron: `${MINUTE} ${times === DAY ? '*' : hours.join(',')} * * *`, gap };
}
