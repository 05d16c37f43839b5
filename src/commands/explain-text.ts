import type { ScheduleEntry } from '../config/config.ts';

/** One line of a schedule, explained. */
export interface Entry {
  readonly action: ScheduleEntry['action'];
  /** As written: a cron expression, or `every 5m`. */
  readonly schedule: string;
  readonly says: string;
  readonly timezone?: string;
  /** ISO 8601 with the zone's offset. */
  readonly next: readonly string[];
  /** The runs on both sides of a change of the clock, as ISO 8601. */
  readonly across: readonly { readonly change: string; readonly last: string; readonly first: string }[];
  readonly warnings: readonly string[];
}

export interface Explained {
  readonly name: string;
  readonly entries: readonly Entry[];
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Mon 2026-11-23 03:00 +01:00`, with seconds only where there are some. */
export function sayRun(iso: string): string {
  const [, date = '', time = '', offset = ''] = /^(\S+)T(\S+)([+-]\d\d:\d\d)$/.exec(iso) ?? [];
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weekday} ${date} ${time.replace(/:00$/, '')} ${offset}`;
}

/** `clocks change 2027-03-28: Sat 02:30 +01:00, then Sun 03:00 +02:00`. */
export function sayAcross({ change, last, first }: Entry['across'][number]): string {
  const short = (iso: string) => sayRun(iso).replace(/ \S+/, '');
  return `clocks change ${change.slice(0, 10)}: ${short(last)}, then ${short(first)}`;
}

function entryLines({ action, schedule, says, timezone, next, across, warnings }: Entry): string[] {
  const written = [schedule.startsWith('every ') ? [] : [schedule], timezone ?? []].flat().join(', ');
  return [
    `  ${action} ${says}${written === '' ? '' : ` (${written})`}`,
    ...next.map((iso) => `    ${sayRun(iso)}`),
    ...across.map((runs) => `    ${sayAcross(runs)}`),
    ...warnings.map((warning) => `    warning: ${warning}`),
  ];
}

/** When each service is restarted next, as ISO 8601. */
export function nextRestarts(services: readonly Explained[]): Map<string, string> {
  const byTime = (one: string, other: string) => Date.parse(one) - Date.parse(other);
  return new Map(
    services.flatMap(({ name, entries }) => {
      const restarts = entries.filter(({ action }) => action === 'restart').flatMap(({ next }) => next);
      const [first] = restarts.sort(byTime);
      return first === undefined ? [] : [[name, first] as const];
    }),
  );
}

/** What will run when, for people; `zone` is the one of entries that name none. */
export function text(services: readonly Explained[], zone: string, week: readonly string[]): string {
  const lines = services.flatMap(({ name, entries }) => {
    const body =
      entries.length > 0 ? entries.flatMap(entryLines) : ['  no schedule: it is restarted by hand'];
    return ['', name, ...body];
  });
  const drawn = week.length === 0 ? [] : ['', ...week];
  return `${[`Times are in ${zone}, this machine's zone, unless an entry names another.`, ...lines, ...drawn].join('\n')}\n`;
}
