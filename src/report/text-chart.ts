import type { Piece } from '../history/piece.ts';
import { localTime } from '../history/local-time.ts';
import { size } from './format.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

const ROWS = 8;
const LABEL = 7;

interface Column {
  before: number;
  after: number;
  mark: string;
}

/** What happened in one column, the gravest alone. */
function markOf({ failure, killed, success, skipped }: Piece): string {
  if (failure > 0) return 'F';
  if (killed > 0) return 'K';
  if (success > 0) return '.';
  return skipped > 0 ? 's' : ' ';
}

const MEASURED = '^ memory before, o after, * both';
const ENDED = '. done  F failed  K killed  s skipped';
const GRAVITY = ' s.KF';

function columnsOf(pieces: readonly Piece[], width: number): Column[] {
  const from = Math.min(...pieces.map((piece) => piece.from));
  const to = Math.max(...pieces.map((piece) => piece.to));
  const columns: Column[] = Array.from({ length: width }, () => ({ before: 0, after: 0, mark: ' ' }));
  for (const piece of pieces) {
    const share = to === from ? 0 : ((piece.from + piece.to) / 2 - from) / (to - from);
    const column = columns[Math.round(share * (width - 1))]!;
    column.before = Math.max(column.before, piece.before?.max ?? 0);
    column.after = Math.max(column.after, piece.after?.max ?? 0);
    const mark = markOf(piece);
    if (GRAVITY.indexOf(mark) > GRAVITY.indexOf(column.mark)) column.mark = mark;
  }
  return columns;
}

/** The row in which a value stands, counted from the bottom; -1: nothing to show. */
function rowOf(value: number, top: number): number {
  return value === 0 ? -1 : Math.min(ROWS - 1, Math.floor((value / top) * ROWS));
}

function memoryRows(columns: readonly Column[], paint: Paint): string[] {
  const top = Math.max(...columns.flatMap(({ before, after }) => [before, after]));
  if (top === 0) return [];
  return Array.from({ length: ROWS }, (_, index) => {
    const row = ROWS - 1 - index;
    const label = row === ROWS - 1 ? size(top) : row === 0 ? '0' : '';
    const cells = columns.map(({ before, after }) => {
      const [high, low] = [rowOf(before, top) === row, rowOf(after, top) === row];
      if (high && low) return '*';
      return high ? paint('^', 'warm') : low ? paint('o', 'cool') : ' ';
    });
    return `${label.padStart(LABEL)} |${cells.join('')}`.trimEnd();
  });
}

function outcomeCell(mark: string, paint: Paint): string {
  if (mark === 'F') return paint(mark, 'bad');
  return mark === 'K' ? paint(mark, 'warm') : mark;
}

/** Memory before (^) and after (o) each restart, and below it how each ended, in so many characters a line. */
export function textChart(pieces: readonly Piece[], width: number, paint: Paint): string[] {
  if (pieces.length === 0) return [];
  const inner = width - LABEL - 2;
  const columns = columnsOf(pieces, inner);
  const memory = memoryRows(columns, paint);
  const day = (at: number) => localTime(at, pieces.at(-1)!.offset).slice(0, 10);
  const [first, last] = [day(pieces[0]!.from), day(pieces.at(-1)!.to)];
  const gap = Math.max(1, inner - first.length - last.length);
  const marks = columns.map(({ mark }) => outcomeCell(mark, paint)).join('');
  const margin = ' '.repeat(LABEL);
  return [
    ...memory,
    `${margin} +${'-'.repeat(inner)}`,
    `${'ended'.padStart(LABEL)}  ${marks}`.trimEnd(),
    `${margin}  ${first === last ? first : `${first}${' '.repeat(gap)}${last}`}`,
    ...wrap(memory.length === 0 ? ENDED : `${MEASURED};  ${ENDED}`, width, `${margin} `),
  ];
}
