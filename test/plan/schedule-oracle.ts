import * as fc from 'fast-check';

/** Cron's rules once more, from crontab(5) and cron.c, without a line of the code under test. */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const number = (text: string) => {
  const name = text.toLowerCase();
  if (MONTHS.includes(name)) return MONTHS.indexOf(name) + 1;
  return WEEKDAYS.includes(name) ? WEEKDAYS.indexOf(name) : Number(text);
};

function itemHas(item: string, value: number, low: number): boolean {
  const [range = '', step = '1'] = item.split('/');
  if (range === '*') return (value - low) % Number(step) === 0;
  const [first = '', last = first] = range.split('-');
  const inside = value >= number(first) && value <= number(last);
  return inside && (value - number(first)) % Number(step) === 0;
}

function fieldHas(text: string, value: number, low: number): boolean {
  return text.split(',').some((item) => itemHas(item, value, low));
}

/** Whether the five fields hold at a wall-clock time, given as milliseconds of the same time in UTC. */
export function holds(text: string, wall: number): boolean {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = text.split(' ');
  const date = new Date(wall);
  const sunday = date.getUTCDay() === 0 && fieldHas(weekday, 7, 0);
  const byDay = fieldHas(day, date.getUTCDate(), 1);
  const byWeekday = sunday || fieldHas(weekday, date.getUTCDay(), 0);
  const both = day[0] === '*' || weekday[0] === '*';
  return (
    fieldHas(minute, date.getUTCMinutes(), 0) &&
    fieldHas(hour, date.getUTCHours(), 0) &&
    fieldHas(month, date.getUTCMonth() + 1, 1) &&
    (both ? byDay && byWeekday : byDay || byWeekday)
  );
}

/** All runs after `from` and up to `until`, minute by minute, in UTC. Days without a run are left out in one step. */
export function naiveRuns(text: string, from: number, until: number, most: number): number[] {
  const runs: number[] = [];
  const dateOnly = `* * ${text.split(' ').slice(2).join(' ')}`;
  let at = Math.floor(from / MINUTE) * MINUTE + MINUTE;
  while (at <= until && runs.length < most) {
    if (!holds(dateOnly, at)) {
      at = Math.floor(at / (1440 * MINUTE) + 1) * 1440 * MINUTE;
      continue;
    }
    if (holds(text, at)) runs.push(at);
    at += MINUTE;
  }
  return runs;
}

/** The times of a day, in milliseconds since midnight. */
function timesOf(minute: string, hour: string): number[] {
  const minutes = Array.from({ length: 60 }, (_, i) => i).filter((value) => fieldHas(minute, value, 0));
  const hours = Array.from({ length: 24 }, (_, i) => i).filter((value) => fieldHas(hour, value, 0));
  return hours.flatMap((h) => minutes.map((m) => (h * 60 + m) * MINUTE));
}

/** All runs after `from` and up to `until`, in UTC: the times of any day, on the days that hold. */
export function runsWithin(text: string, from: number, until: number): number[] {
  const [minute = '', hour = '', ...date] = text.split(' ');
  const first = Math.floor(from / DAY) * DAY;
  const days = Array.from({ length: Math.ceil((until - first) / DAY) }, (_, i) => first + i * DAY);
  const times = timesOf(minute, hour);
  return days
    .filter((day) => holds(`* * ${date.join(' ')}`, day))
    .flatMap((day) => times.map((time) => day + time))
    .filter((run) => run > from && run <= until);
}

/** What the clocks show at an instant: the Swedish way of writing a time is ISO 8601. */
function clockOf(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant) => Date.parse(`${format.format(instant)}Z`);
}

/** The main loop of Debian's cron (cron.c of 3.0pl1), which catches up after a jump of less than three hours. */
export function simulateCron(text: string, zone: string, from: number, until: number): number[] {
  const [minute = '', hour = ''] = text.split(' ');
  const wild = minute[0] === '*' || hour[0] === '*';
  const runs = new Set<number>();
  const find = (wall: number, now: number, doWild: boolean, doFixed: boolean) => {
    if ((wild ? doWild : doFixed) && holds(text, wall)) runs.add(now);
  };
  const clock = clockOf(zone);
  let virtual = clock(from);
  for (let now = from + MINUTE; now <= until; now += MINUTE) {
    const shown = clock(now);
    const jump = (shown - virtual) / MINUTE;
    if (jump > 5 && jump < 180) find(shown, now, true, false);
    if (jump <= 0 && jump > -180) find(shown, now, true, false);
    while (virtual < shown) {
      virtual += MINUTE;
      find(virtual, now, jump <= 5, true);
    }
  }
  return [...runs];
}

const values = (low: number, high: number, names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({ value: fc.integer({ min: low, max: high }), named: fc.boolean(), upper: fc.boolean() })
    .map(({ value, named, upper }) => {
      const name = named ? names[value - low] : undefined;
      return (upper ? name?.toUpperCase() : name) ?? String(value);
    });

function field(low: number, high: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const value = values(low, high, names);
  const step = fc.integer({ min: 1, max: high });
  const range = fc.tuple(value, value).map(([a, b]) => (number(a) <= number(b) ? `${a}-${b}` : `${b}-${a}`));
  const item = fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 2, arbitrary: range },
    fc.tuple(range, step).map(([span, by]) => `${span}/${by}`),
    step.map((by) => `*/${by}`),
  );
  const list = fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(','));
  return fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, { weight: 3, arbitrary: list });
}

/** Five fields in every form that cron knows; a few of them name a date that never comes. */
export const cronText = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12, MONTHS), field(0, 7, WEEKDAYS))
  .map((fields) => fields.join(' '));
