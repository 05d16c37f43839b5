import type { ScheduleEntry, Service, Workload } from '../config/config.ts';
import { type ClockRule, fieldsOf } from './next-runs.ts';

/** What the service's scheduler does with an entry when the clock changes. */
export function clockRuleOf(service: Service | Workload, entry: ScheduleEntry): ClockRule {
  if (service.manager === 'kubernetes') return 'follow';
  if (service.scheduler === 'systemd') return 'once';
  return service.cron_flavor === 'busybox' || entry.timezone !== undefined ? 'follow' : 'catch-up';
}

/** Whether an entry restarts at each of its times: those that look at memory or uptime first mostly do not. */
export function restartsByTheClock(entry: ScheduleEntry): boolean {
  const { memory_above, uptime_above } = entry.when ?? {};
  const always = memory_above === undefined && uptime_above === undefined;
  return entry.action === 'restart' && always && fieldsOf(entry) !== undefined;
}
