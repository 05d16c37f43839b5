/** Figures of which only the least, the greatest and the mean are kept. */
export interface Span {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly count: number;
}

export function spanOf(value: number | undefined): Span | undefined {
  return value === undefined ? undefined : { min: value, max: value, sum: value, count: 1 };
}

export function joinSpans(a: Span | undefined, b: Span | undefined): Span | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    sum: a.sum + b.sum,
    count: a.count + b.count,
  };
}

export function meanOf(span: Span | undefined): number | undefined {
  return span === undefined ? undefined : span.sum / span.count;
}

/** The value below which this share of the sorted values lies; linear between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}
