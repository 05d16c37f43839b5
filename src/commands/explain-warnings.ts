import type { Config, ScheduleEntry, Service } from '../config/config.ts';
import type { CronFields } from '../config/cron.ts';
import { type ClockTrouble, clockTrouble } from '../plan/clock-trouble.ts';
import { type ClockRule, comesAt, fieldsOf } from '../plan/next-runs.ts';
import { type ClockChange, isoIn, wallTime } from '../plan/zone.ts';

/** What the service's scheduler does with an entry when the clock changes. */
export function clockRuleOf(service: Service, entry: ScheduleEntry): ClockRule {
  if (service.scheduler === 'systemd') return 'once';
  return service.cron_flavor === 'busybox' || entry.timezone !== undefined ? 'follow' : 'catch-up';
}

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
  service: Service,
  entry: ScheduleEntry,
  zone: string,
  changes: readonly ClockChange[],
): string[] {
  const fields = fieldsOf(entry);
  if (fields === undefined) return [];
  const trouble = clockTrouble(fields, clockRuleOf(service, entry), changes);
  return trouble.map((one) => sayTrouble(one, zone, service.scheduler));
}

/** Gates hold some restarts back, and jitter moves each service to another minute. */
export function restartsForSure({ action, when, jitter }: ScheduleEntry): boolean {
  return action === 'restart' && when === undefined && jitter === undefined;
}

interface Restarts {
  readonly service: string;
  readonly fields: CronFields;
}

/** Scheduled restarts by the zone of their clock. */
export type RestartsByZone = ReadonlyMap<string, readonly Restarts[]>;

/** All restarts of a config; `zone` is the one of entries that name none. */
export function restartsByZone({ services }: Config, zone: string): RestartsByZone {
  const zones = new Map<string, Restarts[]>();
  for (const { name, schedule } of services) {
    for (const entry of schedule) {
      const fields = restartsForSure(entry) ? fieldsOf(entry) : undefined;
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
