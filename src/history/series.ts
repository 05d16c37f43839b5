import type { LogLine } from './line.ts';
import { mergePieces, type Piece, pieceOf } from './piece.ts';
import { reservoir } from './reservoir.ts';
import { isRestart, readRun, type Run } from './run.ts';
import { joinSpans, type Span, spanOf } from './span.ts';
import { countWord, type Tally } from './tally.ts';
import { timeline } from './timeline.ts';

/** Of so many restarts the medians are exact; of more they rest on a fair sample. */
const SAMPLE = 2000;
/** So many restarts are drawn and listed one by one; more are joined with their neighbours. */
const PIECES = 400;

/** What the logs tell of one service on one host, in bounded memory. */
export type Series = ReturnType<typeof startSeries>;

export function startSeries(service: string, host: string | undefined) {
  return {
    service,
    host,
    from: undefined as number | undefined,
    /** The newest line, and its zone. */
    to: -Infinity,
    offset: 0,
    outcomes: { success: 0, failure: 0, skipped: 0 },
    skips: new Map<string, Tally<number>>(),
    failures: new Map<string, Tally<Run>>(),
    /** Warnings and errors in the middle of runs, by event. */
    warnings: new Map<string, Tally<number>>(),
    kills: 0,
    /** It has been killed in the run that has not ended yet. */
    killing: false,
    retried: 0,
    /** Times it had to be started because it was not running. */
    found_dead: 0,
    last_run: undefined as Run | undefined,
    last_success: undefined as Run | undefined,
    /** Since the last success. */
    failing: undefined as { readonly since: Run; readonly count: number } | undefined,
    skipped_in_a_row: 0,
    /** Milliseconds from one run that asked for a restart to the next. */
    gaps: reservoir<number>(SAMPLE),
    last_asked: undefined as number | undefined,
    longest_downtime: undefined as Span | undefined,
    restarts: reservoir<Run>(SAMPLE),
    pieces: timeline<Piece>(PIECES, mergePieces),
    skipped_pieces: timeline<Piece>(PIECES, mergePieces),
  };
}

/** Takes the next line of its log. */
export function addLine(series: Series, line: LogLine): void {
  series.from = Math.min(series.from ?? line.at, line.at);
  if (line.at >= series.to) {
    series.to = line.at;
    series.offset = line.offset;
  }
  if (line.event === 'killing' || line.fields['killed'] === '1') series.killing = true;
  const run = readRun(line);
  if (run !== undefined) addRun(series, run);
  else if (line.level !== 'info') countWord(series.warnings, line.event, line.at);
}

function addRun(series: Series, run: Run): void {
  const killed = series.killing;
  series.killing = false;
  if (killed) series.kills += 1;
  series.last_run = run;
  noteStreaks(series, run);
  if (run.action === 'restart') {
    if (series.last_asked !== undefined) series.gaps.add(Math.max(0, run.at - series.last_asked));
    series.last_asked = run.at;
  }
  if (!isRestart(run)) return;
  series.outcomes[run.outcome] += 1;
  if (run.outcome === 'skipped') {
    countWord(series.skips, run.skipped_by, run.at);
    series.skipped_pieces.add(run.at, pieceOf(run, false));
  } else {
    noteRestart(series, run, killed);
  }
}

function noteStreaks(series: Series, run: Run): void {
  series.skipped_in_a_row = run.outcome === 'skipped' ? series.skipped_in_a_row + 1 : 0;
  if (run.outcome === 'success') {
    series.last_success = run;
    series.failing = undefined;
  } else if (run.outcome === 'failure') {
    const { since = run, count = 0 } = series.failing ?? {};
    series.failing = { since, count: count + 1 };
  }
}

function noteRestart(series: Series, run: Run, killed: boolean): void {
  if (run.outcome === 'failure') {
    // Numbers in it, such as a PID, make no other reason of it.
    countWord(series.failures, `${run.exit} ${run.reason.replace(/\d+/g, '#')}`, run);
  }
  if ((run.attempts ?? 1) > 1) series.retried += 1;
  if (run.event === 'started' && run.action !== 'start') series.found_dead += 1;
  series.longest_downtime = joinSpans(series.longest_downtime, spanOf(run.downtime));
  series.restarts.add(run);
  series.pieces.add(run.at, pieceOf(run, killed));
}
