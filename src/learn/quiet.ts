import { medianOf, robustSpread } from './median.ts';
import type { Sample } from './sample.ts';

/** The hour at which the machine has the least to do, by the clock of the host. */
export interface Quiet {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 is Sunday; absent when only hours of the day can be told apart. */
  readonly weekday?: number;
  /** Load per CPU plus the highest pressure as a share: in that hour, and in the middle of all hours. */
  readonly busy: number;
  readonly usual: number;
  /** How often that hour was seen: in so many weeks, or on so many days. */
  readonly seen: number;
}

export interface QuietHours {
  /** Hours of the calendar that were seen, and the weeks they span. */
  readonly hours: number;
  readonly weeks: number;
  /** Minutes east of Greenwich, of the newest sample. */
  readonly offset: number;
  /** The hour of the day for a restart every day; absent when none stands out or too little was seen. */
  readonly day?: Quiet;
  /** The hour of the week for a restart every week; as above. */
  readonly week?: Quiet;
  /** Why there is none, where there is none. */
  readonly reason?: 'too-little' | 'alike';
}

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** Times that an hour must have been seen before it is compared, and the share of hours that must be so. */
const FEWEST_TIMES = 3;
const COVERED = 0.9;
/** The quietest of 168 equal hours lies up to 3 standard errors below the middle by chance alone. */
const STANDS_OUT = 4;

/** Load per CPU plus the highest pressure as a share; `undefined` when neither is told. */
function busyness({ load, cpus = 1, pressure }: Sample): number | undefined {
  if (load === undefined) return undefined;
  return load / Math.max(cpus, 1) + (pressure ?? 0) / 100;
}

/** The middle busyness of each hour of the calendar; keys are hours since 1970 by the clock of the host. */
function hoursOf(samples: readonly Sample[]): Map<number, number> {
  const values = new Map<number, number[]>();
  for (const sample of samples) {
    const busy = busyness(sample);
    if (busy === undefined) continue;
    const hour = Math.floor((sample.at + sample.offset * 60_000) / HOUR);
    const known = values.get(hour);
    if (known === undefined) values.set(hour, [busy]);
    else known.push(busy);
  }
  return new Map([...values].map(([hour, list]) => [hour, medianOf(list)]));
}

interface Slot {
  readonly values: readonly number[];
  readonly middle: number;
}

function slotsOf(hours: ReadonlyMap<number, number>, cycle: number): Slot[] {
  const slots = Array.from({ length: cycle }, (): number[] => []);
  // 1970 began on a Thursday: four days later the week begins with Sunday
  const shift = cycle === WEEK_HOURS ? 4 * DAY_HOURS : 0;
  for (const [hour, busy] of hours) slots[(hour + shift) % cycle]?.push(busy);
  return slots.map((values) => ({
    values,
    middle: values.length < FEWEST_TIMES ? Infinity : medianOf(values),
  }));
}

/** Of the hours that are as quiet as the quietest, give or take, the one whose neighbours are quiet as well. */
function quietest(slots: readonly Slot[], give: number): number {
  const middle = (index: number) => slots.at(index % slots.length)?.middle ?? Infinity;
  const most = Math.min(...slots.map((slot) => slot.middle)) + give;
  const around = slots.map((_, i) =>
    middle(i) > most ? Infinity : middle(i - 1) + 2 * middle(i) + middle(i + 1),
  );
  const least = around.indexOf(Math.min(...around));
  return around[least] === Infinity ? slots.findIndex((slot) => slot.middle <= most) : least;
}

/** The quietest hour of a day or a week, if one is quieter than chance alone would have it. */
function findQuiet(hours: ReadonlyMap<number, number>, cycle: number): Quiet | 'too-little' | 'alike' {
  const slots = slotsOf(hours, cycle);
  const covered = slots.filter(({ middle }) => middle < Infinity);
  if (covered.length < COVERED * cycle) return 'too-little';
  const usual = medianOf(covered.map((slot) => slot.middle));
  const rests = covered.flatMap((slot) => slot.values.map((value) => value - slot.middle));
  const times = medianOf(covered.map(({ values }) => values.length));
  // the middle of a few values is drawn towards each of them
  const spread = robustSpread(rests) * Math.sqrt(times / (times - 1));
  const error = (1.2533 * spread) / Math.sqrt(times);
  const index = quietest(slots, 2 * error);
  const { values, middle } = slots[index]!;
  if (usual - middle <= STANDS_OUT * error || usual <= 0) return 'alike';
  const found = { hour: index % DAY_HOURS, busy: middle, usual, seen: values.length };
  return cycle === WEEK_HOURS ? { ...found, weekday: Math.floor(index / DAY_HOURS) } : found;
}

/** The quietest hours, as far as the samples of one host tell. */
export function quietHours(samples: readonly Sample[]): QuietHours {
  const hours = hoursOf(samples);
  const keys = [...hours.keys()];
  const span = keys.length === 0 ? 0 : Math.max(...keys) - Math.min(...keys) + 1;
  const seen = { hours: hours.size, weeks: span / WEEK_HOURS, offset: samples.at(-1)?.offset ?? 0 };
  const [day, week] = [findQuiet(hours, DAY_HOURS), findQuiet(hours, WEEK_HOURS)];
  return {
    ...seen,
    ...(typeof day === 'string' ? { reason: day } : { day }),
    ...(typeof week === 'string' ? {} : { week }),
  };
}
