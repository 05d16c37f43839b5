import { busyboxCron } from '../config/busybox.ts';
import { everyToCron, NICKNAMES, readCron } from '../config/cron.ts';
import type { Config, ScheduleEntry, Service } from '../config/config.ts';
import { gateOptions, longestDelay } from './gates.ts';
import { longestRun } from './longest-run.ts';
import { unitName, unitPlace } from './names.ts';
import type { CronLine, TimerPlan } from './plan.ts';
import { cronToOnCalendar } from './on-calendar.ts';
import { sayGates } from './say-gates.ts';
import { sayCron, sayEvery } from './schedule.ts';

/** Five fields: not every cron knows the nicknames. */
function cronText({ cron, every }: ScheduleEntry): string | undefined {
  if (cron === undefined) return every === undefined ? undefined : everyToCron(every);
  return NICKNAMES[cron.trim()] ?? cron;
}

/** When an entry runs, in plain words. */
export function say(entry: ScheduleEntry): string {
  const fields = entry.cron === undefined ? undefined : readCron(entry.cron);
  const when = fields === undefined ? sayEvery(entry.every ?? 0) : sayCron(fields);
  const zone = entry.timezone === undefined ? '' : ` (${entry.timezone})`;
  return `${when}${zone}${sayGates(entry)}`;
}

function commandOf(service: Service, entry: ScheduleEntry): string[] {
  return [service.script, entry.action, '--quiet', ...gateOptions(service, entry)];
}

/** The lines of the crontab. What has no zone comes first, because CRON_TZ= holds for all lines below it. */
export function cronLines(service: Service): CronLine[] {
  if (service.scheduler !== 'cron') return [];
  const lines = service.schedule.map((entry): CronLine => {
    const written = cronText(entry);
    const busybox = written !== undefined && service.cron_flavor === 'busybox';
    const when = busybox ? busyboxCron(written) : written;
    if (when === undefined)
      throw new Error(`${service.name}: no cron expression for every ${entry.every} ms`);
    const line = { when, command: commandOf(service, entry), says: `${entry.action} ${say(entry)}` };
    return entry.timezone === undefined ? line : { ...line, timezone: entry.timezone };
  });
  return lines.sort((one, other) => compare(one.timezone ?? '', other.timezone ?? ''));
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function calendar(entry: ScheduleEntry): string[] {
  const fields = readCron(cronText(entry) ?? '');
  return fields === undefined ? [] : cronToOnCalendar(fields, entry.timezone);
}

/** Entries with one command share a timer, so that two of them at the same minute are one run. */
export function timerPlans(service: Service, install: Config['install'], stem: string): TimerPlan[] {
  if (service.scheduler !== 'systemd') return [];
  const groups = new Map<string, TimerPlan>();
  const taken = new Set<string>();
  for (const entry of service.schedule) {
    const onCalendar = calendar(entry);
    const everyMs = onCalendar.length === 0 ? entry.every : undefined;
    const command = commandOf(service, entry);
    const key = JSON.stringify([command, everyMs]);
    const known = groups.get(key);
    const unit = known?.unit ?? unitName(stem, entry.action, taken);
    taken.add(unit);
    groups.set(key, {
      unit,
      oneshot: unitPlace(`${unit}.service`, install),
      timer: unitPlace(`${unit}.timer`, install),
      command,
      says: [...(known?.says ?? []), `${entry.action} ${say(entry)}`],
      onCalendar: [...new Set([...(known?.onCalendar ?? []), ...onCalendar])],
      ...(everyMs === undefined ? {} : { everyMs }),
      timeoutMs: longestRun(service) + longestDelay(entry),
    });
  }
  return [...groups.values()];
}
