import type { Config, ScheduleEntry, Service, Workload } from '../config/config.ts';
import { type CronFields, nearestEvery } from '../config/cron.ts';
import { writeDuration } from '../config/quantity.ts';
import { type ClockTrouble, clockTrouble } from '../plan/clock-trouble.ts';
import { clockRuleOf, restartsByTheClock } from '../plan/clock-rule.ts';
import { neverTrue } from '../plan/gate-never.ts';
import { comesAt, fieldsOf } from '../plan/next-runs.ts';
import { type ClockChange, isoIn, wallTime } from '../plan/zone.ts';

const OUTCOMES: Readonly<Record<ClockTrouble['outcome'], readonly [verb: string, how: string]>> = {
  moved: ['runs', 'at'],
  'left-out': ['leaves', 'out'],
  once: ['runs', 'the first time only'],
  twice: ['runs', 'both times'],
};

function sayTrouble(trouble: ClockTrouble, zone: string, scheduler: string): string {
  const { kind, outcome, wall, count, resumes } = trouble;
  const [date, time] = new Date(wall).toISOString().slice(0, 16).split('T');
  const several = count > 1;
  const what = several ? `${time} and ${count - 1} more on ${date}` : `${time} on ${date}`;
  const skipped = several ? 'do not exist' : 'does not exist';
  const repeated = several ? 'come twice' : 'comes twice';
  const [verb, how] = OUTCOMES[outcome];
  const at = outcome === 'moved' ? ` ${new Date(resumes).toISOString().slice(11, 16)}` : '';
  const them = several ? 'them' : 'it';
  return `${what} ${kind === 'skipped' ? skipped : repeated} in ${zone}: ${scheduler} ${verb} ${them} ${how}${at}`;
}

/** Runs that the clock changes of the entry's zone leave out, move or repeat. */
export function clockWarnings(
  service: Service | Workload,
  entry: ScheduleEntry,
  zone: string,
  changes: readonly ClockChange[],
): string[] {
  const fields = fieldsOf(entry);
  if (fields === undefined) return [];
  const trouble = clockTrouble(fields, clockRuleOf(service, entry), changes);
  const scheduler = service.manager === 'kubernetes' ? 'the CronJob' : service.scheduler;
  return trouble.map((one) => sayTrouble(one, zone, scheduler));
}

/** A memory gate, or one of uptime, that can never be true. */
export function gateWarnings(service: Service | Workload, entry: ScheduleEntry): string[] {
  const never = neverTrue(service, entry);
  if (never === undefined) return [];
  const { code, most, wanted } = never;
  const why = "because the service's other entries restart it";
  if (code === 'uptime-never-reached') {
    const ages = `${writeDuration(wanted)}: it is ${writeDuration(most)} at most`;
    return [`uptime_above is never true, since the uptime never passes ${ages}, ${why}`];
  }
  return [`sustained is never reached: ${wanted} checks in a row are wanted, ${most} fit in, ${why}`];
}

/** An interval that cron cannot express has no instants that are known beforehand. */
export function intervalWarnings(entry: ScheduleEntry): string[] {
  if (entry.every === undefined || fieldsOf(entry) !== undefined) return [];
  const every = writeDuration(entry.every);
  const nearest = writeDuration(nearestEvery(entry.every));
  return [
    `cron cannot express every ${every} (the nearest is ${nearest}); the timer counts it from its own start, so these times are an example`,
  ];
}

/** Jitter moves each service to another minute. */
export function restartsOnTheMinute(entry: ScheduleEntry): boolean {
  return restartsByTheClock(entry) && entry.jitter === undefined;
}

interface Restarts {
  readonly service: string;
  readonly fields: CronFields;
}

/** Scheduled restarts by the zone of their clock. */
export type RestartsByZone = ReadonlyMap<string, readonly Restarts[]>;

/** All restarts of a config; `zone` is the one of entries that name none. */
export function restartsByZone({ services, workloads }: Config, zone: string): RestartsByZone {
  const zones = new Map<string, Restarts[]>();
  for (const { name, schedule } of [...services, ...workloads]) {
    for (const entry of schedule) {
      const fields = restartsOnTheMinute(entry) ? fieldsOf(entry) : undefined;
      if (fields === undefined) continue;
      const key = entry.timezone ?? zone;
      const known = zones.get(key);
      if (known === undefined) zones.set(key, [{ service: name, fields }]);
      else known.push({ service: name, fields });
    }
  }
  return zones;
}

function othersAt(run: number, service: string, zones: RestartsByZone): string[] {
  const others = new Set<string>();
  for (const [zone, restarts] of zones) {
    const wall = wallTime(run, zone);
    for (const other of restarts) {
      if (other.service !== service && comesAt(other.fields, wall)) others.add(other.service);
    }
  }
  return [...others];
}

/** Names at most three of the services that restart in the same minute as one of the runs. */
export function sameMinuteWarnings(
  service: string,
  runs: readonly Date[],
  zone: string,
  zones: RestartsByZone,
): string[] {
  for (const run of runs) {
    const others = othersAt(run.getTime(), service, zones);
    if (others.length === 0) continue;
    const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
    const verb = others.length > 1 ? 'restart' : 'restarts';
    const at = isoIn(run.getTime(), zone).slice(0, 16).replace('T', ' ');
    return [`${others.slice(0, 3).join(', ')}${more} ${verb} in the same minute, such as ${at}`];
  }
  return [];
}
