import { type Crossing, crossingOf, type Timing, timingOf } from './advice.ts';
import { growthOfEndings } from './endings.ts';
import { type Growth, growthOf } from './growth.ts';
import { type Life, livesOf } from './lives.ts';
import type { Observed } from './observe.ts';
import { type QuietHours, quietHours } from './quiet.ts';

/** What was learned about one service. */
export interface Learned {
  readonly name: string;
  /** Samples and finished restarts, of all hosts. */
  readonly samples: number;
  readonly restarts: number;
  readonly hosts: number;
  /** Milliseconds since 1970, of the first and the last of them. */
  readonly from: number;
  readonly to: number;
  /** Minutes east of UTC, as the host's clock was at the last of them. */
  readonly offset: number;
  readonly growth: Growth;
  /** Every life covers the same hours of the day, whose rhythm then looks like growth. */
  readonly sameHours: boolean;
  readonly quiet: QuietHours;
  readonly crossing?: Crossing;
  readonly timing?: Timing;
}

const HOUR = 3_600_000;
/** Lives that begin within so many hours of each other's time of day, and are not longer than two days. */
const SAME_HOURS = 2;
const TWO_DAYS = 48;

function coverSameHours(lives: readonly Life[], longest: number): boolean {
  if (lives.length < 3 || longest > TWO_DAYS) return false;
  const hours = lives.map(({ start, offset }) => ((start + offset * 60_000) / HOUR) % 24);
  const near = (one: number, other: number) => {
    const apart = Math.abs(one - other);
    return Math.min(apart, 24 - apart) <= SAME_HOURS;
  };
  return hours.some((one) => hours.filter((other) => near(one, other)).length > 0.8 * hours.length);
}

/** The growth that samples tell; where they tell too little, that of the restarts. */
function growthFrom(observed: readonly Observed[], lives: readonly Life[]): Growth {
  const sampled = growthOf(lives);
  if (sampled.verdict !== 'too-little') return sampled;
  const most = observed.reduce((one, other) => (other.endings.length > one.endings.length ? other : one));
  const told = growthOfEndings(most.endings);
  return told.verdict === 'too-little' ? sampled : told;
}

/** Samples and log of one host may lie in two folders, whose names then look like those of two hosts. */
function hostsOf(observed: readonly Observed[]): number {
  const sampled = observed.filter(({ samples }) => samples.length > 0);
  const restarted = observed.filter(({ endings }) => endings.length > 0);
  return Math.max(sampled.length, restarted.length);
}

/** Learns from all hosts of a service; `limit` in bytes. */
export function learn(name: string, observed: readonly Observed[], limit: number | undefined): Learned {
  const samples = observed.flatMap((host) => host.samples);
  const endings = observed.flatMap((host) => host.endings);
  const lives = observed.flatMap((host) => livesOf(host.samples));
  const growth = growthFrom(observed, lives);
  const quiet = quietHours(samples);
  const crossing = crossingOf(growth, limit);
  const seen = [...samples, ...endings].toSorted((one, other) => one.at - other.at);
  return {
    name,
    samples: samples.length,
    restarts: endings.length,
    hosts: hostsOf(observed),
    from: seen[0]?.at ?? Infinity,
    to: seen.at(-1)?.at ?? -Infinity,
    offset: seen.at(-1)?.offset ?? 0,
    growth,
    sameHours: coverSameHours(lives, growth.longest),
    quiet,
    ...(crossing === undefined ? {} : { crossing, timing: timingOf(crossing, quiet) }),
  };
}
