import type { ScheduleEntry } from './config.ts';
import { busyboxCron } from './busybox.ts';
import { everyToCron, nearestEvery } from './cron.ts';
import { writeDuration } from './quantity.ts';
import type { Breach, Context, Rule } from './rule.ts';
import { isMapping, valueAt, type Path } from './values.ts';

/** An entry's place as written: `schedule` itself in its short form. */
export function placeOf(index: number, { written }: Context): Path {
  return Array.isArray(written['schedule']) ? ['schedule', index] : ['schedule'];
}

export function eachEntry(check: (entry: ScheduleEntry, place: Path) => readonly Breach[]): Rule {
  return (service, context) =>
    service.schedule.flatMap((entry, index) => check(entry, placeOf(index, context)));
}

export const hasOneOfCronAndEvery = eachEntry(({ cron, every }, path) => {
  if (cron !== undefined && every !== undefined)
    return [{ code: 'cron-and-every', path: [...path, 'every'] }];
  return cron === undefined && every === undefined ? [{ code: 'neither-cron-nor-every', path }] : [];
});

/** cron knows minutes of the hour, hours of the day and so on: 7m would run at :56 and again at :00. */
export const cronCanKeepTheInterval: Rule = (service, context) => {
  if (service.scheduler !== 'cron') return [];
  return eachEntry(({ every }, path) => {
    if (every === undefined || everyToCron(every) !== undefined) return [];
    const args = { every: writeDuration(every), nearest: writeDuration(nearestEvery(every)) };
    return [{ code: 'every-not-even', path: [...path, 'every'], args }];
  })(service, context);
};

/** Debian's cron wants both days to match where one begins with a star; BusyBox's takes either of two limited ones. */
export const busyboxKeepsTheDays: Rule = (service, context) => {
  const { scheduler, cron_flavor, manager } = service;
  if (scheduler !== 'cron' || cron_flavor !== 'busybox' || manager === 'kubernetes') return [];
  return eachEntry(({ cron }, place) => {
    if (cron === undefined || busyboxCron(cron) !== undefined) return [];
    const path = isMapping(valueAt(context.written, place)) ? [...place, 'cron'] : place;
    return [{ code: 'cron-of-busybox', path }];
  })(service, context);
};

/** Only cronie knows CRON_TZ; Debian's cron and BusyBox's would run at the host's time (hazards of cron). */
export const schedulerHonoursTheZone: Rule = (service, context) => {
  const { scheduler, cron_flavor, manager } = service;
  const honoured = scheduler === 'systemd' || cron_flavor === 'cronie' || manager === 'kubernetes';
  return eachEntry(({ timezone, every }, place) => {
    const path = [...place, 'timezone'];
    if (timezone === undefined) return [];
    if (every !== undefined) return [{ code: 'timezone-of-interval', path }];
    return honoured ? [] : [{ code: 'timezone-not-honoured', path, args: { cron_flavor } }];
  })(service, context);
};

export const entriesDiffer: Rule = (service, context) => {
  const seen = new Set<string>();
  return service.schedule.flatMap((entry, index) => {
    const { cron, every, action, timezone, jitter, when } = entry;
    const text = JSON.stringify([cron, every, action, timezone, jitter, when]);
    if (seen.has(text)) return [{ code: 'repeated-entry', path: placeOf(index, context) }];
    seen.add(text);
    return [];
  });
};
