import type { Point } from '../history/theil-sen.ts';
import type { Life } from './lives.ts';
import { medianOf } from './median.ts';
import { type Estimate, pool, type Pooled } from './pool.ts';
import { FEWEST_POINTS, type LifeSlope, lifeSlopes, stretches } from './slope.ts';
import { isStep } from './step.ts';

/**
 * What the memory of a service does while its processes get older.
 *
 * - `leak`: it grows, and the later half of the lives by itself grows as well.
 * - `levels-off`: it grows at first and then no more.
 * - `slowing`: growth becomes less and less; whether it ends, the lives are too short to tell.
 * - `step`: most of the growth of a life comes at once.
 * - `slight`: it grows, but by so little that no restart is worth it.
 * - `none`: no growth, and if there is some, it is slight.
 * - `unclear`: there may be growth that matters, or not.
 * - `too-little`: not enough samples to look at.
 */
export type Verdict =
  'leak' | 'levels-off' | 'slowing' | 'step' | 'slight' | 'none' | 'unclear' | 'too-little';

export interface Growth {
  readonly verdict: Verdict;
  /** What it was learned from; restarts tell but the beginning and the end of a life. */
  readonly source: 'samples' | 'restarts';
  /** Lives with enough samples, the samples in them, and the longest of them in hours. */
  readonly lives: number;
  readonly samples: number;
  readonly longest: number;
  /** Bytes an hour, after the warm-up where there is one. */
  readonly rate?: Pooled;
  /** Bytes that a fresh process holds, by the line that the rate belongs to. */
  readonly fresh?: number;
  /** Bytes; the middle of all samples. */
  readonly typical?: number;
  /** Hours after which the growth is even; 0 without a warm-up. */
  readonly warmUp: number;
}

/** Growth of less than this share of its size is slight: in thirty days, or in the longest life seen. */
const MATERIAL_SHARE = 0.1;
const MONTH = 720;
/** Hours that the lives must last together. */
const FEWEST_HOURS = 12;
/** A later half that grows at less than this share of the earlier one has slowed down. */
const SLOWED = 0.75;
/** Growth after a warm-up is a leak when its later half surely grows at more than this share of the earlier one. */
const EVEN = 0.6;

interface Halves {
  readonly early: readonly Point[];
  readonly late: readonly Point[];
}

function halves(points: readonly Point[]): Halves {
  const first = points[0]?.x ?? 0;
  const middle = first + ((points.at(-1)?.x ?? 0) - first) / 2;
  return { early: points.filter(({ x }) => x < middle), late: points.filter(({ x }) => x >= middle) };
}

/** How the later half of the lives differs from the earlier one. */
interface Bend {
  readonly late: Pooled;
  readonly slowed: boolean;
  readonly even: boolean;
}

/** Pools `late - share * early` over the lives. */
function contrast(pairs: readonly (readonly [early: LifeSlope, late: LifeSlope])[], share: number) {
  return pool(
    pairs.map(([early, late]): Estimate => {
      const error = Math.hypot(share * early.error, late.error);
      return { slope: late.slope - share * early.slope, error, freedom: early.freedom + late.freedom };
    }),
  );
}

function bendOf(lives: readonly (readonly Point[])[]): Bend | undefined {
  const parts = lives
    .map(halves)
    .filter(({ early, late }) => early.length >= FEWEST_POINTS && late.length >= FEWEST_POINTS);
  const earlies = lifeSlopes(parts.map(({ early }) => early));
  const lates = lifeSlopes(parts.map(({ late }) => late));
  if (earlies.length !== lates.length) return undefined;
  const pairs = earlies.map((early, i) => [early, lates[i]!] as const);
  const [early, late, change, rest] = [pool(earlies), pool(lates), contrast(pairs, 1), contrast(pairs, EVEN)];
  if (!early || !late || !change || !rest) return undefined;
  const slowed = early.low > 0 && change.high < 0 && late.slope < SLOWED * early.slope;
  return { late, slowed, even: rest.low > 0 };
}

/** `typical` in bytes, `longest` in hours. */
function judge(
  rate: Pooled,
  bend: Bend | undefined,
  warmUp: boolean,
  typical: number,
  longest: number,
): Verdict {
  const material = typical * MATERIAL_SHARE;
  if (rate.low <= 0) {
    if (warmUp) return 'levels-off';
    return rate.high * longest < material ? 'none' : 'unclear';
  }
  if (rate.slope * MONTH < material) return warmUp ? 'levels-off' : 'slight';
  if (bend === undefined) return warmUp ? 'slowing' : 'unclear';
  if (bend.slowed) return 'slowing';
  if (bend.late.low <= 0) return warmUp ? 'slowing' : 'unclear';
  return warmUp && !bend.even ? 'slowing' : 'leak';
}

/** How the memory of a service grows, from the lives of its processes. */
export function growthOf(all: readonly Life[]): Growth {
  const lives = all.map(({ points }) => points).filter((points) => stretches(points).length >= FEWEST_POINTS);
  const lengths = lives.map((points) => (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0));
  const longest = Math.max(0, ...lengths);
  const points = lives.flat();
  const seen = {
    source: 'samples' as const,
    lives: lives.length,
    samples: points.length,
    longest,
    warmUp: 0,
  };
  const hours = lengths.reduce((total, length) => total + length, 0);
  const whole = pool(lifeSlopes(lives));
  if (whole === undefined || hours < FEWEST_HOURS) return { ...seen, verdict: 'too-little' };
  const bend = bendOf(lives);
  const later = lives.map((life) => halves(life).late);
  const warm = bend?.slowed === true || (isStep(lives) && !isStep(later));
  const used = warm ? later : lives;
  const slopes = lifeSlopes(used);
  const rate = (warm ? pool(slopes) : undefined) ?? whole;
  const typical = medianOf(points.map(({ y }) => y));
  const found = judge(rate, warm ? bendOf(used) : bend, warm, typical, longest);
  const grows = found === 'leak' || found === 'slowing' || found === 'unclear';
  const verdict = grows && rate.slope > 0 && isStep(used) ? 'step' : found;
  const warmUp = warm ? medianOf(later.map((life) => life[0]?.x ?? 0)) : 0;
  return { ...seen, verdict, rate, fresh: medianOf(slopes.map(({ fresh }) => fresh)), typical, warmUp };
}
