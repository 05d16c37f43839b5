/** A wall-clock time, as the milliseconds of the same date and time in UTC. */
export type WallTime = number;

/** The instant at which a zone's offset changes. Offsets are milliseconds, east of Greenwich above zero. */
export interface ClockChange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** What the clocks of `zone` show at an instant, to the second. */
export function wallTime(instant: number, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const date = [value('year'), value('month') - 1, value('day')] as const;
  return Date.UTC(...date, value('hour'), value('minute'), value('second'));
}

/** The offset of `zone` at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  return wallTime(instant, zone) - Math.floor(instant / 1000) * 1000;
}

const offsetsOfDays = new Map<string, readonly number[]>();

/** The offsets that hold some day before and some day after `wall`: two of them near a clock change. */
function offsetsAround(wall: WallTime, zone: string): readonly number[] {
  const day = Math.floor(wall / DAY) * DAY;
  const key = `${zone} ${day}`;
  const known = offsetsOfDays.get(key);
  if (known !== undefined) return known;
  const offsets = [...new Set([offsetAt(day - DAY, zone), offsetAt(day + 2 * DAY, zone)])];
  offsetsOfDays.set(key, offsets);
  return offsets;
}

/** Whether the clock of `zone` changes within a day of `wall`, or two. */
export function isNearClockChange(wall: WallTime, zone: string): boolean {
  return offsetsAround(wall, zone).length > 1;
}

/** The instants at which the clocks of `zone` show `wall`: one, none when it is skipped, two when it is repeated. */
export function instantsOf(wall: WallTime, zone: string): number[] {
  const offsets = offsetsAround(wall, zone);
  const instants = offsets.map((offset) => wall - offset);
  if (instants.length === 1) return instants;
  return instants.filter((instant) => wallTime(instant, zone) === wall).sort((a, b) => a - b);
}

function firstInstantOf(offset: number, from: number, until: number, zone: string): number {
  let [low, high] = [from, until];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle, zone) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** The clock changes of `zone` after `from` and up to `until`, both milliseconds since the epoch. */
export function clockChanges(zone: string, from: number, until: number): ClockChange[] {
  const changes: ClockChange[] = [];
  let low = Math.floor(from / 1000) * 1000;
  let before = offsetAt(low, zone);
  while (low < until) {
    const high = Math.min(low + DAY, until);
    const after = offsetAt(high, zone);
    if (before !== after) changes.push({ at: firstInstantOf(after, low, high, zone), before, after });
    low = high;
    before = after;
  }
  return changes;
}

/** An instant in ISO 8601 with the zone's offset, `2026-03-29T03:00:00+02:00`; milliseconds only where there are some. */
export function isoIn(instant: number, zone: string): string {
  const offset = offsetAt(instant, zone);
  const minutes = Math.abs(Math.round(offset / 60_000));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const shift = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return `${new Date(instant + offset).toISOString().replace(/(?:\.000)?Z$/, '')}${offset < 0 ? '-' : '+'}${shift}`;
}
