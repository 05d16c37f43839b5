import type { Config, ScheduleEntry, Service, Workload } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { writeDuration } from '../config/quantity.ts';
import { runsAcross } from '../plan/across-change.ts';
import { clockRuleOf } from '../plan/clock-rule.ts';
import { fieldsOf, nextRuns } from '../plan/next-runs.ts';
import { sayGates } from '../plan/say-gates.ts';
import { sayCron, sayEvery } from '../plan/schedule.ts';
import { weekOf } from '../plan/week.ts';
import { type ClockChange, clockChanges, isoIn } from '../plan/zone.ts';
import { problemLine } from '../ui/messages.ts';
import {
  clockWarnings,
  gateWarnings,
  intervalWarnings,
  restartsByZone,
  restartsOnTheMinute,
  type RestartsByZone,
  sameMinuteWarnings,
} from './explain-warnings.ts';
import { chart } from './explain-chart.ts';
import { type Entry, type Explained, nextRestarts, text } from './explain-text.ts';
import { readInstant } from './instant.ts';
import { machineZone } from './machine-zone.ts';

/** As the flags give them. */
export interface ExplainOptions {
  readonly config: string;
  /** How many runs of each entry; 3 unless given. */
  readonly next?: string;
  /** ISO 8601; without an offset it is local time. Now unless given. */
  readonly from?: string;
  readonly format?: string;
}

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Moment {
  readonly from: Date;
  readonly count: number;
  /** The zone of entries that name none. */
  readonly zone: string;
  readonly restarts: RestartsByZone;
  /** The clock changes of a zone within the next year. */
  readonly changesIn: (zone: string) => readonly ClockChange[];
}

const MOST_RUNS = 1000;
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

function explain(config: Config, from: Date, count: number, zone: string): Explained[] {
  const moment = { from, count, zone, restarts: restartsByZone(config, zone), changesIn: changesAfter(from) };
  return [...config.services, ...config.workloads].map((service) => ({
    name: service.name,
    entries: service.schedule.map((entry) => explainEntry(service, entry, moment)),
  }));
}

function json(services: readonly Explained[]): string {
  const shown = services.map(({ name, entries }) => ({
    name,
    entries: entries.map(({ action, schedule, next, warnings }) => ({ action, schedule, next, warnings })),
  }));
  return `${JSON.stringify({ services: shown }, null, 2)}\n`;
}

function wrongUsage(message: string): Outcome {
  return { status: 2, stdout: '', stderr: `saikido: ${message}\n` };
}

/** `saikido explain`: what will run when. The clock and the zone of this machine are read here and nowhere else. */
export function explainCommand(options: ExplainOptions): Outcome {
  const { next = '3', format = 'text' } = options;
  const count = /^\d{1,4}$/.test(next) ? Number(next) : 0;
  if (count < 1 || count > MOST_RUNS) {
    return wrongUsage(`--next must be a whole number from 1 to ${MOST_RUNS} (got "${next}")`);
  }
  const from = options.from === undefined ? new Date() : readInstant(options.from);
  if (from === undefined) {
    return wrongUsage(`--from must be a date or time such as 2026-03-28T00:00:00Z (got "${options.from}")`);
  }
  const { config, problems } = loadConfig(options.config);
  const stderr = problems.map((problem) => `${problemLine(problem, options.config)}\n`).join('');
  if (config === undefined) return { status: 2, stdout: '', stderr };
  const zone = machineZone();
  const services = explain(config, from, count, zone);
  if (format === 'json') return { status: 0, stdout: json(services), stderr };
  const week = chart(
    weekOf([...config.services, ...config.workloads], from.getTime(), zone),
    nextRestarts(services),
  );
  return { status: 0, stdout: text(services, zone, week), stderr };
}
