import type { Config, ScheduleEntry, Service, Workload } from '../config/config.ts';
import { writeDuration } from '../config/quantity.ts';
import { runsAcross } from '../plan/across-change.ts';
import { clockRuleOf } from '../plan/clock-rule.ts';
import { fieldsOf, nextRuns } from '../plan/next-runs.ts';
import { sayGates } from '../plan/say-gates.ts';
import { sayCron, sayEvery } from '../plan/schedule.ts';
import { type ClockChange, clockChanges, isoIn } from '../plan/zone.ts';
import type { Entry, Explained } from './explain-text.ts';
import {
  clockWarnings,
  gateWarnings,
  intervalWarnings,
  restartsByZone,
  restartsOnTheMinute,
  type RestartsByZone,
  sameMinuteWarnings,
} from './explain-warnings.ts';

interface Moment {
  readonly from: Date;
  readonly count: number;
  /** The zone of entries that name none. */
  readonly zone: string;
  readonly restarts: RestartsByZone;
  /** The clock changes of a zone within the next year. */
  readonly changesIn: (zone: string) => readonly ClockChange[];
}

const YEAR = 366 * 86_400_000;

function explainEntry(service: Service | Workload, entry: ScheduleEntry, moment: Moment): Entry {
  const { from, count, restarts } = moment;
  const zone = entry.timezone ?? moment.zone;
  const runs = nextRuns(entry, from, count, zone, clockRuleOf(service, entry));
  const fields = fieldsOf(entry);
  const interval = `${sayEvery(entry.every ?? 0)}${fields === undefined ? ', counted from the start of its timer' : ''}`;
  const crowd = restartsOnTheMinute(entry) ? sameMinuteWarnings(service.name, runs, zone, restarts) : [];
  return {
    action: entry.action,
    schedule: entry.cron ?? `every ${writeDuration(entry.every ?? 0)}`,
    says: `${fields === undefined || entry.cron === undefined ? interval : sayCron(fields)}${sayGates(entry)}`,
    ...(entry.timezone === undefined ? {} : { timezone: entry.timezone }),
    next: runs.map((run) => isoIn(run.getTime(), zone)),
    across: acrossOf(service, entry, zone, moment),
    warnings: [
      ...clockWarnings(service, entry, zone, moment.changesIn(zone)),
      ...intervalWarnings(entry),
      ...gateWarnings(service, entry),
      ...crowd,
    ],
  };
}

function acrossOf(
  service: Service | Workload,
  entry: ScheduleEntry,
  zone: string,
  moment: Moment,
): Entry['across'] {
  const iso = (instant: number) => isoIn(instant, zone);
  return runsAcross(entry, zone, clockRuleOf(service, entry), moment.changesIn(zone)).map((runs) => ({
    change: iso(runs.change.at),
    last: iso(runs.last),
    first: iso(runs.first),
  }));
}

function changesAfter(from: Date): Moment['changesIn'] {
  const zones = new Map<string, readonly ClockChange[]>();
  return (zone) => {
    const changes = zones.get(zone) ?? clockChanges(zone, from.getTime(), from.getTime() + YEAR);
    zones.set(zone, changes);
    return changes;
  };
}

/** What each entry of each service does next; `zone` is the one of entries that name none. */
export function explain(config: Config, from: Date, count: number, zone: string): Explained[] {
  const moment = { from, count, zone, restarts: restartsByZone(config, zone), changesIn: changesAfter(from) };
  return [...config.services, ...config.workloads].map((service) => ({
    name: service.name,
    entries: service.schedule.map((entry) => explainEntry(service, entry, moment)),
  }));
}
