import type { Service, Workload } from '../config/config.ts';
import { clockRuleOf, restartsByTheClock } from './clock-rule.ts';
import { runsBetween } from './next-runs.ts';
import { instantsOf, type WallTime, wallTime } from './zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One scheduled restart, by the clock that the week is drawn in. */
export interface Restart {
  /** Index of the service among those of the week. */
  readonly service: number;
  readonly wall: WallTime;
}

/** One hour of the week; `kind` says whether the clock shows it once, never or twice. */
export interface WeekHour {
  readonly kind: 'plain' | 'skipped' | 'repeated';
  /** In order of time. */
  readonly restarts: readonly Restart[];
}

/** Seven days of hours, the first of them at midnight. */
export interface Week {
  readonly zone: string;
  /** Midnight of each day, by the clock. */
  readonly days: readonly WallTime[];
  /** Names of the services that are restarted on schedule at times that are known. */
  readonly services: readonly string[];
  /** By day, then by hour. */
  readonly hours: readonly (readonly WeekHour[])[];
}

/** Minutes at which several services are restarted. */
export interface Crowd {
  readonly wall: WallTime;
  readonly services: readonly number[];
}

function kindOf(wall: WallTime, zone: string): WeekHour['kind'] {
  const counts = [0, 30].map((minute) => instantsOf(wall + minute * 60_000, zone).length);
  if (counts.every((count) => count === 0)) return 'skipped';
  return counts.includes(2) ? 'repeated' : 'plain';
}

function restartsOf(service: Service | Workload, index: number, first: WallTime, zone: string): Restart[] {
  const walls = service.schedule.filter(restartsByTheClock).flatMap((entry) => {
    const own = entry.timezone ?? zone;
    // no zone is more than a day away from UTC
    const runs = runsBetween(entry, first - DAY, first + 8 * DAY, own, clockRuleOf(service, entry));
    return runs.map((run) => wallTime(run, zone));
  });
  const inside = walls.filter((wall) => wall >= first && wall < first + 7 * DAY);
  return inside.map((wall) => ({ service: index, wall }));
}

/** The scheduled restarts of the seven days that begin with the day of `from`, by the clock of `zone`. */
export function weekOf(all: readonly (Service | Workload)[], from: number, zone: string): Week {
  const first = Math.floor(wallTime(from, zone) / DAY) * DAY;
  const services = all.filter(({ schedule }) => schedule.some(restartsByTheClock));
  const restarts = services.flatMap((service, index) => restartsOf(service, index, first, zone));
  restarts.sort((one, other) => one.wall - other.wall || one.service - other.service);
  const byHour = new Map<WallTime, Restart[]>();
  for (const restart of restarts) {
    const hour = Math.floor(restart.wall / HOUR) * HOUR;
    const known = byHour.get(hour);
    if (known === undefined) byHour.set(hour, [restart]);
    else known.push(restart);
  }
  const days = Array.from({ length: 7 }, (_, day) => first + day * DAY);
  const hours = days.map((day) =>
    Array.from({ length: 24 }, (_, hour): WeekHour => {
      const wall = day + hour * HOUR;
      return { kind: kindOf(wall, zone), restarts: byHour.get(wall) ?? [] };
    }),
  );
  return { zone, days, services: services.map(({ name }) => name), hours };
}

/** The minutes of the week at which several services are restarted, in order. */
export function crowdsOf({ hours }: Week): Crowd[] {
  const minutes = new Map<WallTime, Set<number>>();
  for (const { wall, service } of hours.flat(2).flatMap(({ restarts }) => restarts)) {
    const known = minutes.get(wall);
    if (known === undefined) minutes.set(wall, new Set([service]));
    else known.add(service);
  }
  return [...minutes]
    .filter(([, services]) => services.size > 1)
    .map(([wall, services]) => ({ wall, services: [...services] }));
}

/** One time of day at which the same services are restarted, with the days of the week on which they are. */
export interface CrowdTime {
  readonly walls: readonly WallTime[];
  readonly services: readonly number[];
}

/** The same, one for each time of day and set of services, in order of the first day. */
export function crowdTimesOf(week: Week): CrowdTime[] {
  const times = new Map<string, { readonly walls: WallTime[]; readonly services: readonly number[] }>();
  for (const { wall, services } of crowdsOf(week)) {
    const key = `${wall % DAY} ${services.join(' ')}`;
    const known = times.get(key);
    if (known === undefined) times.set(key, { walls: [wall], services });
    else known.walls.push(wall);
  }
  return [...times.values()];
}
