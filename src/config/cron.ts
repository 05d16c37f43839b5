/** A cron expression, read. The lists are sorted and never empty. */
export interface CronFields {
  /** 0 to 59. */
  readonly minute: readonly number[];
  /** 0 to 23. */
  readonly hour: readonly number[];
  /** 1 to 31. */
  readonly day: readonly number[];
  /** 1 to 12. */
  readonly month: readonly number[];
  /** 0 (Sunday) to 6. */
  readonly weekday: readonly number[];
  /**
   * The field begins with `*`, so a step such as a star and `/2` counts too. When either flag is set, day and
   * weekday must both match; when neither is, one of them is enough (crontab(5)).
   */
  readonly dayStar: boolean;
  readonly weekdayStar: boolean;
  /** Minute or hour begins with `*`: when the clock changes, cron follows it rather than catching up (cron(8)). */
  readonly clockStar: boolean;
}

/** The nicknames of crontab(5), in lower case as Debian's cron wants them. `@reboot` is no schedule. */
export const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

interface Range {
  readonly low: number;
  readonly high: number;
  /** Names in order, from `low` on. */
  readonly names: readonly string[];
}

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const MINUTE: Range = { low: 0, high: 59, names: [] };
const HOUR: Range = { low: 0, high: 23, names: [] };
const DAY: Range = { low: 1, high: 31, names: [] };
const MONTH: Range = { low: 1, high: 12, names: MONTH_NAMES };
const WEEKDAY: Range = { low: 0, high: 7, names: WEEKDAY_NAMES };

/** The most days that a month ever has, from January on. */
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Longer than every value of every field in full; a crontab line must stay below 1000 characters. */
const LONGEST_EXPRESSION = 400;

/** `*`, `5`, `1-5`, `mon-fri`, and a step on the first and the last two. */
const ITEM = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d+))?$/i;

function readValue(text: string, range: Range): number | undefined {
  const named = range.names.indexOf(text.toLowerCase());
  if (named >= 0) return range.low + named;
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= range.low && value <= range.high ? value : undefined;
}

function readItem(text: string, range: Range): number[] | undefined {
  const [whole, first, last, step] = ITEM.exec(text) ?? [];
  if (whole === undefined) return undefined;
  // cron cuts "5/15" down to "5" and warns of nothing
  if (first !== undefined && last === undefined && step !== undefined) return undefined;
  const from = first === undefined ? range.low : readValue(first, range);
  const to = first === undefined ? range.high : readValue(last ?? first, range);
  const by = Number(step ?? 1);
  if (from === undefined || to === undefined || from > to || by === 0) return undefined;
  const values: number[] = [];
  for (let value = from; value <= to; value += by) values.push(value);
  return values;
}

function readField(text: string, range: Range): readonly number[] | undefined {
  const items = text.split(',').map((item) => readItem(item, range));
  if (items.length === 1 && range !== WEEKDAY) return items[0];
  const found = new Set<number>();
  for (const values of items) {
    if (values === undefined) return undefined;
    for (const value of values) found.add(range === WEEKDAY ? value % 7 : value);
  }
  return [...found].sort((a, b) => a - b);
}

/** Whether any of its months ever has any of its days. */
export function hasDates({ month, day }: Pick<CronFields, 'month' | 'day'>): boolean {
  return month.some((one) => (day[0] ?? 0) <= (MONTH_LENGTHS[one - 1] ?? 0));
}

function canCome(fields: CronFields): boolean {
  return (!fields.dayStar && !fields.weekdayStar) || hasDates(fields);
}

function readExpression(text: string): CronFields | undefined {
  if (text.length > LONGEST_EXPRESSION) return undefined;
  const trimmed = text.replace(/^[ \t]+|[ \t]+$/g, '');
  const expression = Object.hasOwn(NICKNAMES, trimmed) ? NICKNAMES[trimmed] : trimmed;
  const texts = (expression ?? '').split(/[ \t]+/);
  const [minuteText, hourText, dayText, monthText, weekdayText] = texts;
  if (texts.length !== 5) return undefined;
  const minute = readField(minuteText ?? '', MINUTE);
  const hour = readField(hourText ?? '', HOUR);
  const day = readField(dayText ?? '', DAY);
  const month = readField(monthText ?? '', MONTH);
  const weekday = readField(weekdayText ?? '', WEEKDAY);
  if (!minute || !hour || !day || !month || !weekday) return undefined;
  const fields: CronFields = {
    minute,
    hour,
    day,
    month,
    weekday,
    dayStar: dayText?.startsWith('*') === true,
    weekdayStar: weekdayText?.startsWith('*') === true,
    clockStar: minuteText?.startsWith('*') === true || hourText?.startsWith('*') === true,
  };
  return canCome(fields) ? fields : undefined;
}

/** Schema, rules and plan all read the expressions of a config; services often have the same. */
const known = new Map<string, CronFields | undefined>();

/**
 * Reads a cron expression as Debian's cron does, five fields or a nickname; `undefined` for what it refuses.
 * Refused as well is what it accepts and then runs otherwise than written: text after a value (`5/15`, `*5`),
 * ranges that wrap around (`fri-sun`) and dates that never come (`31 2`).
 */
export function readCron(text: string): CronFields | undefined {
  if (!known.has(text)) known.set(text, readExpression(text));
  return known.get(text);
}

/** The intervals, in minutes, that divide an hour, a day or a week evenly, with their cron expressions. */
const EVERY: ReadonlyMap<number, string> = new Map([
  [1, '* * * * *'],
  ...[2, 3, 4, 5, 6, 10, 12, 15, 20, 30].map((n) => [n, `*/${n} * * * *`] as const),
  [60, '0 * * * *'],
  ...[2, 3, 4, 6, 8, 12].map((n) => [n * 60, `0 */${n} * * *`] as const),
  [24 * 60, '0 0 * * *'],
  [7 * 24 * 60, '0 0 * * 0'],
]);

/** The cron expression that runs every `ms` milliseconds; `undefined` when cron has none with even gaps. */
export function everyToCron(ms: number): string | undefined {
  return EVERY.get(ms / 60_000);
}

/** The interval nearest to `ms`, by ratio, that cron can express; both in milliseconds. */
export function nearestEvery(ms: number): number {
  const minutes = Math.max(ms / 60_000, 1);
  const distance = (n: number) => Math.abs(Math.log(n / minutes));
  const nearest = [...EVERY.keys()].reduce((a, b) => (distance(b) < distance(a) ? b : a));
  return nearest * 60_000;
}
