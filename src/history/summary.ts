import { type Leak, leakOf } from './leak.ts';
import { localTime } from './local-time.ts';
import type { Piece } from './piece.ts';
import type { Outcome, Run } from './run.ts';
import type { Series } from './series.ts';
import { quantile } from './span.ts';

/** Of the middle value, of 95 in 100, and of all. */
interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Medians in bytes; `freed` is the median of what each restart freed. */
interface Memory {
  readonly before: number;
  readonly after: number;
  readonly freed: number;
}

interface RunSummary {
  readonly at: string;
  readonly action: string;
  readonly event: string;
  readonly outcome: Outcome;
  readonly exit: number;
  readonly reason: string;
  /** Empty unless it was skipped. */
  readonly skipped_by: string;
}

interface Failure extends Pick<RunSummary, 'exit' | 'reason'> {
  readonly count: number;
  readonly last: string;
}

/** What `report --format json` prints for one service on one host, but for the history and the advice. */
export interface Summary {
  readonly service: string;
  readonly host: string | null;
  /** First and last line. */
  readonly from: string;
  readonly to: string;
  /** As `saikido_restarts_total` counts them. */
  readonly restarts: Readonly<Record<Outcome, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
  readonly warnings: Readonly<Record<string, number>>;
  /** Restarts in which the old process had to be killed. */
  readonly kills: number;
  /** Restarts that needed more than one attempt. */
  readonly retried: number;
  /** Starts by schedule because it was not running. */
  readonly found_dead: number;
  readonly last_run: RunSummary | null;
  readonly last_success: string | null;
  readonly failing_since: string | null;
  readonly failures_in_a_row: number;
  readonly skipped_in_a_row: number;
  readonly downtime_seconds: Spread | null;
  readonly stop_seconds: Spread | null;
  readonly memory_bytes: Memory | null;
  readonly pss_bytes: Memory | null;
  readonly leak: Leak | null;
  /** Seconds from one scheduled or asked restart to the next: median, 95 in 100, longest. */
  readonly interval_seconds: Spread | null;
  readonly intervals: number;
  readonly pieces: readonly Piece[];
  readonly skipped_pieces: readonly Piece[];
}

function ascending(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined).sort((a, b) => a - b);
}

function spreadOf(values: readonly (number | undefined)[], max?: number): Spread | null {
  const sorted = ascending(values);
  if (sorted.length === 0) return null;
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: max ?? sorted.at(-1)! };
}

/** Only restarts that were measured on both sides count: a failed one has no side after. */
function memoryOf(pairs: readonly (readonly [number | undefined, number | undefined])[]): Memory | null {
  const whole = pairs.filter((pair): pair is [number, number] => !pair.includes(undefined));
  if (whole.length === 0) return null;
  const middle = (pick: (pair: readonly [number, number]) => number) =>
    Math.round(quantile(ascending(whole.map(pick)), 0.5));
  return {
    before: middle(([before]) => before),
    after: middle(([, after]) => after),
    freed: middle(([before, after]) => before - after),
  };
}

function summaryOfRun({ at, offset, action, event, outcome, exit, reason, skipped_by }: Run): RunSummary {
  return { at: localTime(at, offset), action, event, outcome, exit, reason, skipped_by };
}

function countsOf(tally: ReadonlyMap<string, { readonly count: number }>): Record<string, number> {
  const sorted = [...tally].sort(([, a], [, b]) => b.count - a.count);
  return Object.fromEntries(sorted.map(([word, { count }]) => [word, count]));
}

function failuresOf(series: Series): Failure[] {
  const sorted = [...series.failures.values()].sort((a, b) => b.count - a.count);
  return sorted.map(({ count, last: { exit, reason, at, offset } }) => {
    return { exit, reason, count, last: localTime(at, offset) };
  });
}

export function summarise(series: Series): Summary {
  const restarts = series.restarts.items;
  const failing = series.failing;
  const last = series.last_success;
  return {
    service: series.service,
    host: series.host ?? null,
    from: localTime(series.from ?? 0, series.offset),
    to: localTime(series.to, series.offset),
    restarts: { ...series.outcomes },
    skipped: countsOf(series.skips),
    failures: failuresOf(series),
    warnings: countsOf(series.warnings),
    kills: series.kills,
    retried: series.retried,
    found_dead: series.found_dead,
    last_run: series.last_run === undefined ? null : summaryOfRun(series.last_run),
    last_success: last === undefined ? null : localTime(last.at, last.offset),
    failing_since: failing === undefined ? null : localTime(failing.since.at, failing.since.offset),
    failures_in_a_row: failing?.count ?? 0,
    skipped_in_a_row: series.skipped_in_a_row,
    downtime_seconds: spreadOf(
      restarts.map(({ downtime }) => downtime),
      series.longest_downtime?.max,
    ),
    stop_seconds: spreadOf(restarts.map(({ stop }) => stop)),
    memory_bytes: memoryOf(restarts.map(({ before, after }) => [before, after])),
    pss_bytes: memoryOf(restarts.map(({ pss_before, pss_after }) => [pss_before, pss_after])),
    leak: leakOf(restarts) ?? null,
    interval_seconds: spreadOf(series.gaps.items.map((gap) => gap / 1000)),
    intervals: series.gaps.items.length,
    pieces: series.pieces.pieces(),
    skipped_pieces: series.skipped_pieces.pieces(),
  };
}
