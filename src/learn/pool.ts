import { medianOf, robustSpread } from './median.ts';

/** One estimate with its standard error. */
export interface Estimate {
  readonly slope: number;
  readonly error: number;
  readonly freedom: number;
}

/** The mean of several estimates with the interval that holds the truth in 95 of 100 cases. */
export interface Pooled {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Estimates that it rests on, and how many were set aside because they lie far from all others. */
  readonly count: number;
  readonly aside: number;
}

/** From so many estimates on the spread between them is known well enough to be all that counts. */
const FEW = 4;
const FAR = 6;

/** Quantile 0.975 of Student's t, by the expansion of Cornish and Fisher, and exactly for 1 and 2. */
export function studentT(freedom: number): number {
  if (freedom <= 1) return 12.706;
  if (freedom <= 2) return 4.303;
  const z = 1.959964;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  const first = (z3 + z) / (4 * freedom);
  const second = (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2);
  const third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3);
  return z + first + second + third;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function setAside(estimates: readonly Estimate[]): readonly Estimate[] {
  if (estimates.length < 6) return estimates;
  const slopes = estimates.map(({ slope }) => slope);
  const middle = medianOf(slopes);
  const spread = robustSpread(slopes);
  const near = ({ slope, error }: Estimate) => Math.abs(slope - middle) <= FAR * Math.max(spread, error);
  return estimates.filter(near);
}

/** The variance between the lives themselves, beyond what their errors explain (DerSimonian and Laird 1986). */
function variationOf(estimates: readonly Estimate[]): number {
  const weights = estimates.map(({ error }) => 1 / error ** 2);
  const all = sum(weights);
  const mean = sum(estimates.map(({ slope }, i) => slope * weights[i]!)) / all;
  const excess =
    sum(estimates.map(({ slope }, i) => weights[i]! * (slope - mean) ** 2)) - estimates.length + 1;
  const scale = all - sum(weights.map((weight) => weight ** 2)) / all;
  return scale > 0 ? Math.max(excess / scale, 0) : 0;
}

/**
 * The random-effects mean of the estimates. Its error is the larger of what the spread between them says (Hartung
 * and Knapp 2001) and what their own errors say, so that few lives that agree by chance promise nothing.
 */
export function pool(all: readonly Estimate[]): Pooled | undefined {
  const estimates = setAside(all);
  const count = estimates.length;
  if (count === 0) return undefined;
  const variation = variationOf(estimates);
  const weights = estimates.map(({ error }) => 1 / (error ** 2 + variation));
  const weight = sum(weights);
  const slope = sum(estimates.map((estimate, i) => estimate.slope * weights[i]!)) / weight;
  const squares = sum(estimates.map((estimate, i) => weights[i]! * (estimate.slope - slope) ** 2));
  const between = count > 1 ? squares / ((count - 1) * weight) : 0;
  const error = Math.sqrt(Math.max(between, 1 / weight));
  const freedom = count >= FEW ? count - 1 : sum(estimates.map((estimate) => estimate.freedom));
  const half = studentT(freedom) * error;
  return { slope, low: slope - half, high: slope + half, count, aside: all.length - count };
}
