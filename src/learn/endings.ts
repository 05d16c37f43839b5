import { theilSen } from '../history/theil-sen.ts';
import type { Growth } from './growth.ts';
import { medianOf, robustSpread } from './median.ts';
import { pool, type Pooled } from './pool.ts';
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
/** What a longer life gains for each hour more must be this share of what lives gain an hour altogether. */
const EVEN = 0.6;
const PAGE = 4096;

function spansOf(endings: readonly Ending[]): Span[] {
  return endings.flatMap(({ at, uptime, before }, i) => {
    const previous = endings[i - 1];
    if (previous?.after === undefined || uptime < HOUR) return [];
    if (Math.abs(at - uptime - previous.at) > SAME_START) return [];
    return [{ length: uptime / HOUR, fresh: previous.after, gained: before - previous.after }];
  });
}

/** What the lives gained an hour, each taken as a whole. */
function wholeRate(spans: readonly Span[]): Pooled | undefined {
  const middle = medianOf(spans.map(({ length, gained }) => gained / length));
  const rests = spans.map(({ length, gained }) => gained - middle * length);
  const noise = Math.max(robustSpread(rests), PAGE);
  const freedom = spans.length - 1;
  return pool(
    spans.map(({ length, gained }) => ({ slope: gained / length, error: noise / length, freedom })),
  );
}

/** Whether the long lives are so much longer than the short ones that they can be compared. */
function areVaried(spans: readonly Span[]): boolean {
  const lengths = spans.map(({ length }) => length).sort((one, other) => one - other);
  const quarter = Math.floor(lengths.length / 4);
  return (lengths.at(-1 - quarter) ?? 0) >= VARIED * (lengths[quarter] ?? 0);
}

/**
 * The growth of a service as finished restarts of one host tell it, in order of time: two points of each life. Lives
 * of one length cannot tell a leak from a warm-up; of those that differ, the long ones must have gained more.
 */
export function growthOfEndings(endings: readonly Ending[]): Growth {
  const spans = spansOf(endings);
  const longest = Math.max(0, ...spans.map(({ length }) => length));
  const seen = {
    source: 'restarts' as const,
    lives: spans.length,
    samples: spans.length,
    longest,
    warmUp: 0,
  };
  const whole = spans.length < FEWEST ? undefined : wholeRate(spans);
  const line = theilSen(spans.map(({ length, gained }) => ({ x: length, y: gained })));
  if (whole === undefined) return { ...seen, verdict: 'too-little' };
  const fresh = medianOf(spans.map((span) => span.fresh));
  const told = { ...seen, rate: whole, fresh, typical: fresh };
  if (whole.low <= 0) return { ...told, verdict: whole.high * longest < fresh / 10 ? 'none' : 'unclear' };
  if (line === undefined || !areVaried(spans)) return { ...told, verdict: 'unclear' };
  const rate = { slope: line.slope, low: line.low, high: line.high, count: spans.length, aside: 0 };
  const even = line.low > 0 && line.slope > EVEN * whole.slope;
  return { ...told, rate, verdict: even ? 'leak' : 'slowing' };
}
