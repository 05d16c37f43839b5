import type { Growth } from './growth.ts';
import { medianOf, robustSpread } from './median.ts';
import { type Estimate, pool } from './pool.ts';
import type { Ending } from './sample.ts';

/** A life of which the beginning and the end are known, and nothing between. */
interface Span {
  /** Hours. */
  readonly length: number;
  /** Bytes. */
  readonly fresh: number;
  readonly gained: number;
}

const HOUR = 3_600_000;
const FEWEST = 6;
/** A process starts within this time of the restart that tells of it; milliseconds. */
const SAME_START = 600_000;
/** The long lives are at least so many times as long as the short ones, or they say nothing about the shape. */
const VARIED = 2;
const PAGE = 4096;

function spansOf(endings: readonly Ending[]): Span[] {
  return endings.flatMap(({ at, uptime, before }, i) => {
    const previous = endings[i - 1];
    if (previous?.after === undefined || uptime < HOUR) return [];
    if (Math.abs(at - uptime - previous.at) > SAME_START) return [];
    return [{ length: uptime / HOUR, fresh: previous.after, gained: before - previous.after }];
  });
}

function rateOf(spans: readonly Span[], noise: number) {
  const estimates = spans.map(({ length, gained }): Estimate => {
    return { slope: gained / length, error: noise / length, freedom: Math.max(spans.length - 1, 1) };
  });
  return pool(estimates);
}

/** The growth of a service as finished restarts of one host tell it, in order of time: two points of each life. */
export function growthOfEndings(endings: readonly Ending[]): Growth {
  const spans = spansOf(endings).sort((one, other) => one.length - other.length);
  const longest = spans.at(-1)?.length ?? 0;
  const seen = { source: 'restarts' as const, lives: spans.length, samples: spans.length, longest, warmUp: 0 };
  if (spans.length < FEWEST) return { ...seen, verdict: 'too-little' };
  const middle = medianOf(spans.map(({ length, gained }) => gained / length));
  const rests = spans.map(({ length, gained }) => gained - middle * length);
  const noise = Math.max(robustSpread(rests), PAGE);
  const rate = rateOf(spans, noise);
  if (rate === undefined) return { ...seen, verdict: 'too-little' };
  const fresh = medianOf(spans.map((span) => span.fresh));
  const told = { ...seen, rate, fresh, typical: fresh };
  if (rate.low <= 0) return { ...told, verdict: rate.high * longest < fresh / 10 ? 'none' : 'unclear' };
  const half = Math.floor(spans.length / 2);
  const [short, long] = [spans.slice(0, half), spans.slice(-half)];
  const lengths = [short, long].map((part) => medianOf(part.map(({ length }) => length)));
  const [shorter, longer] = [rateOf(short, noise), rateOf(long, noise)];
  const varied = (lengths[1] ?? 0) >= VARIED * (lengths[0] ?? 0);
  if (!varied || shorter === undefined || longer === undefined) return { ...told, verdict: 'unclear' };
  return { ...told, verdict: longer.high < shorter.low ? 'slowing' : 'leak' };
}
