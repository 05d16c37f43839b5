import type { ScheduleEntry, Service } from '../config/config.ts';
import { longestDelay } from './gates.ts';
import { leavesMark, runsWithin } from './longest-gap.ts';
import { longestRun } from './longest-run.ts';
import type { AlertRule } from './plan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A gate that holds it back because there is no need. */
const isOnNeed = ({ when }: ScheduleEntry) =>
  when?.memory_above !== undefined || when?.uptime_above !== undefined;

/** How much later than the schedule says a run may end, in milliseconds. */
function slack(service: Service, entries: readonly ScheduleEntry[]): number {
  return 10 * MINUTE + longestRun(service) + Math.max(0, ...entries.map(longestDelay));
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000);

/** In words, rounded up: `26 hours`. */
function span(milliseconds: number): string {
  if (milliseconds > 2 * DAY) return `${Math.ceil(milliseconds / DAY)} days`;
  if (milliseconds > 2 * HOUR) return `${Math.ceil(milliseconds / HOUR)} hours`;
  return `${Math.ceil(milliseconds / MINUTE)} minutes`;
}

/** The tests of one service's metrics: `name{service="worker",…}`. A service's name needs no quoting in PromQL. */
type Series = (name: string, ...labels: readonly string[]) => string;

function failed(series: Series): AlertRule {
  return {
    name: 'SaikidoRestartFailed',
    expr: `${series('last_failure_timestamp_seconds')} > ${series('last_restart_timestamp_seconds')}`,
    forMs: 0,
    severity: 'critical',
    summary: 'a restart failed',
    description: 'The last restart or start ended in an error, and none was done since.',
    remedy: 'The log names the exit status and the table of exit codes what to do; then run restart.',
  };
}

function overdue(service: Service, series: Series): AlertRule[] {
  const entries = service.schedule.filter(leavesMark);
  const gap = runsWithin(entries);
  if (gap === undefined) return [];
  const limit = gap + slack(service, entries);
  return [
    {
      name: 'SaikidoOverdue',
      expr: `time() - ${series('last_run_timestamp_seconds')} > ${seconds(limit)}`,
      forMs: 5 * MINUTE,
      severity: 'critical',
      summary: 'the schedule has stopped running',
      description: `No run has ended for ${span(limit)}, though its schedule has one at least every ${span(gap)}.`,
      remedy: 'See whether cron or the timer runs, and whether the lines of the schedule are installed.',
    },
  ];
}

function memoryNotFreed(series: Series): AlertRule {
  const [before, after] = [series('memory_bytes', 'phase="before"'), series('memory_bytes', 'phase="after"')];
  return {
    name: 'SaikidoMemoryNotFreed',
    expr: `${after} >= ignoring (phase) 0.9 * ${before} and ignoring (phase) ${before} > 67108864`,
    forMs: 0,
    severity: 'info',
    summary: 'the last restart freed no memory',
    description: 'After the restart it held at least 90 % of the memory that it held before.',
    remedy:
      'It does not leak, or it takes all of its memory at its start: restarts do not help against that.',
  };
}

function killedTooOften(series: Series): AlertRule {
  return {
    name: 'SaikidoKilledTooOften',
    expr: `increase(${series('kills_total')}[7d]) > 2`,
    forMs: 0,
    severity: 'warning',
    summary: 'it has to be killed to stop',
    description: 'Within 7 days it did not stop when asked in 3 restarts or more, and was killed.',
    remedy: 'Find out what it waits for when it stops, or give it more time with stop.timeout.',
  };
}

/** Gates that find no need, pauses and stops on purpose are no trouble. */
const HELD_BACK = 'reason!~"memory|uptime|paused|stopped"';

function alwaysSkipped(service: Service, series: Series): AlertRule[] {
  const entries = service.schedule.filter((entry) => entry.action === 'restart' && !isOnNeed(entry));
  const gap = runsWithin(entries);
  if (gap === undefined) return [];
  const late = slack(service, entries);
  const skipped = series('skipped_total', HELD_BACK);
  const limit = 3 * gap + late;
  return [
    {
      name: 'SaikidoAlwaysSkipped',
      expr:
        `sum without (reason) (increase(${skipped}[${seconds(gap + late)}s])) > 0 ` +
        `and sum without (reason) (${skipped}) > 2 ` +
        `and time() - ${series('last_restart_timestamp_seconds')} > ${seconds(limit)}`,
      forMs: 0,
      severity: 'warning',
      summary: 'its restarts are always skipped',
      description: `It was not restarted for ${span(limit)}: gates or another run held it back each time.`,
      remedy: 'The log says why; loosen the gate, or set otherwise: restart.',
    },
  ];
}

function pausedTooLong(series: Series): AlertRule {
  return {
    name: 'SaikidoPausedTooLong',
    expr: `${series('paused')} == 1 and ${series('paused_until_timestamp_seconds')} > time()`,
    forMs: DAY,
    severity: 'warning',
    summary: 'it has been paused for a day',
    description: 'Scheduled runs are paused for more than a day.',
    remedy: 'status says until when and why; resume ends the pause.',
  };
}

/** The Prometheus alerts of one service, in the order of the runbook; none where it has no metrics. */
export function alertRules(service: Service): readonly AlertRule[] {
  if (service.metrics === undefined) return [];
  const series: Series = (name, ...labels) =>
    `saikido_${name}{${[`service="${service.name}"`, ...labels].join(',')}}`;
  return [
    failed(series),
    ...overdue(service, series),
    memoryNotFreed(series),
    killedTooOften(series),
    ...alwaysSkipped(service, series),
    pausedTooLong(series),
  ];
}
