import type { ScheduleEntry, Service } from '../config/config.ts';
import { shortestGap } from '../config/gaps.ts';
import { writeDuration } from '../config/quantity.ts';
import { nextRuns } from '../plan/next-runs.ts';
import { clockRuleOf } from './explain-warnings.ts';

/** So many runs of an entry show its longest gap. */
const RUNS = 300;

/** The longest time between two runs of an entry, in milliseconds. */
function longestGap(service: Service, entry: ScheduleEntry, from: Date, zone: string): number {
  const runs = nextRuns(entry, from, RUNS, entry.timezone ?? zone, clockRuleOf(service, entry));
  const times = runs.map((run) => run.getTime());
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}

/** Restarts that no gate holds back begin the uptime, and the count of checks, anew. */
function sureRestarts({ schedule }: Service): readonly ScheduleEntry[] {
  return schedule.filter(({ action, when }) => action === 'restart' && when === undefined);
}

/** Gates that can never open, because another entry restarts the process before. */
export function gateWarnings(service: Service, entry: ScheduleEntry, from: Date, zone: string): string[] {
  const { when } = entry;
  if (when === undefined) return [];
  const { uptime_above = 0, memory_above, sustained } = when;
  const checks = memory_above === undefined ? 0 : (sustained - 1) * (shortestGap(entry) ?? 0);
  return sureRestarts(service).flatMap((other) => {
    const gap = longestGap(service, other, from, zone);
    const name = `"${other.cron ?? `every ${writeDuration(other.every ?? 0)}`}"`;
    const most = `${name} restarts it at least every ${writeDuration(gap)}`;
    return [
      ...(uptime_above >= gap
        ? [`uptime_above ${writeDuration(uptime_above)} is never reached: ${most}`]
        : []),
      ...(checks >= gap ? [`${sustained} checks in a row never come about: ${most}`] : []),
    ];
  });
}
