import type { Run } from './run.ts';
import { joinSpans, type Span, spanOf } from './span.ts';

/** One restart on the time axis, or several that are too close to tell apart there. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly success: number;
  readonly failure: number;
  readonly skipped: number;
  readonly killed: number;
  readonly before: Span | undefined;
  readonly after: Span | undefined;
  readonly downtime: Span | undefined;
}

export function pieceOf(run: Run, killed: boolean): Piece {
  return {
    from: run.at,
    to: run.at,
    offset: run.offset,
    success: Number(run.outcome === 'success'),
    failure: Number(run.outcome === 'failure'),
    skipped: Number(run.outcome === 'skipped'),
    killed: Number(killed),
    before: spanOf(run.before),
    after: spanOf(run.after),
    downtime: spanOf(run.downtime),
  };
}

export function mergePieces(a: Piece, b: Piece): Piece {
  return {
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    offset: b.offset,
    success: a.success + b.success,
    failure: a.failure + b.failure,
    skipped: a.skipped + b.skipped,
    killed: a.killed + b.killed,
    before: joinSpans(a.before, b.before),
    after: joinSpans(a.after, b.after),
    downtime: joinSpans(a.downtime, b.downtime),
  };
}
