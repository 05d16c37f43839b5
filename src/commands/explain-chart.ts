import { type CrowdTime, crowdTimesOf, type Restart, type Week, type WeekHour } from '../plan/week.ts';
import type { WallTime } from '../plan/zone.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** More services than letters share this one. */
const OTHERS = '#';
/** Of services that share a minute. */
const MOST_LINES = 6;
const MOST_LETTERS = 12;

export const weekday = (wall: WallTime): string => WEEKDAYS[new Date(wall).getUTCDay()] ?? '';
export const clockText = (wall: WallTime): string => new Date(wall).toISOString().slice(11, 16);
const dateText = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);

/** What stands for a service in the chart. */
export function letterOf(service: number): string {
  return LETTERS[service] ?? OTHERS;
}

function sameMinute(restarts: readonly Restart[]): boolean {
  return restarts.some(
    ({ wall, service }, i) => restarts[i + 1]?.wall === wall && restarts[i + 1]?.service !== service,
  );
}

/** The letter of the service, `*` for several, `!` for several in one minute, then how many restarts above one. */
function markOf({ kind, restarts }: WeekHour): string {
  const [first] = restarts;
  if (first === undefined) return kind === 'skipped' ? '--' : '· ';
  const alone = restarts.every(({ service }) => service === first.service);
  const sign = alone ? letterOf(first.service) : sameMinute(restarts) ? '!' : '*';
  const count = restarts.length === 1 ? ' ' : restarts.length > 9 ? '+' : String(restarts.length);
  return sign + count;
}

const marks = (row: readonly WeekHour[]) => row.map(markOf).join('');

function legend(week: Week, upcoming: ReadonlyMap<string, string>): string[] {
  const all = week.hours.flat(2).flatMap(({ restarts }) => restarts);
  const counts = week.services.map((_, index) => all.filter(({ service }) => service === index).length);
  const width = Math.max(...week.services.map((name) => name.length));
  return week.services.map((name, index) => {
    const count = counts[index] ?? 0;
    const next = upcoming.get(name)?.slice(0, 10);
    const none = next === undefined ? 'none this week' : `none; next on ${next}`;
    const said = count === 0 ? none : `${count} restart${count === 1 ? '' : 's'}`;
    return `  ${letterOf(index)}  ${name.padEnd(width)}  ${said}`;
  });
}

function keyOf(week: Week): string[] {
  const cells = week.hours.flat();
  const signs = new Set(cells.flatMap((hour) => markOf(hour).split('')));
  const crowded = cells.some(({ restarts }) => restarts.length > 1);
  const key = [
    signs.has('-') ? '--  the clock skips this hour' : '',
    signs.has('*') ? '*  several services in this hour' : '',
    crowded ? '2 to 9, +  so many restarts in this hour, or more' : '',
    signs.has('!') ? '!  several services in the same minute:' : '',
  ];
  return key.filter((line) => line !== '').map((line) => `  ${line}`);
}

/** `every day 03:00`, `Mon Thu 03:00`. */
export function crowdText({ walls }: CrowdTime): string {
  const days = walls.length === 7 ? 'every day' : walls.map(weekday).join(' ');
  return `${days} ${clockText(walls[0] ?? 0)}`;
}

function crowdLines(week: Week): string[] {
  const lines = crowdTimesOf(week).map((crowd) => {
    const letters = crowd.services.slice(0, MOST_LETTERS).map(letterOf).join(' ');
    const rest = crowd.services.length - MOST_LETTERS;
    return `     ${crowdText(crowd)}: ${letters}${rest > 0 ? ` and ${rest} more` : ''}`;
  });
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? [...lines.slice(0, MOST_LINES), `     and at ${rest} more times`] : lines;
}

const hourScale = Array.from({ length: 8 }, (_, i) => String(i * 3).padEnd(6))
  .join('')
  .trimEnd();

/** The week as lines of text, at most 80 columns wide; nothing when no restart is scheduled. */
export function chart(week: Week, upcoming: ReadonlyMap<string, string>): string[] {
  const [first] = week.days;
  if (week.services.length === 0 || first === undefined) return [];
  const rows = week.days.map((day, i) => {
    return `${weekday(day)} ${dateText(day).slice(5)}  ${marks(week.hours[i] ?? [])}`.trimEnd();
  });
  return [
    `The restarts of the week from ${weekday(first)} ${dateText(first)}, hour by hour, in ${week.zone}`,
    '',
    `${' '.repeat(11)}${hourScale}`,
    ...rows,
    '',
    ...legend(week, upcoming),
    ...keyOf(week),
    ...crowdLines(week),
  ];
}
