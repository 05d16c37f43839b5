import type { ReadFile } from '../history/read.ts';
import { localTime } from '../history/local-time.ts';
import type { Piece } from '../history/piece.ts';
import { meanOf, type Span } from '../history/span.ts';
import type { Summary } from '../history/summary.ts';
import { type Child, element, type Markup } from '../page/element.ts';
import { table } from '../page/table.ts';
import { duration, minute, number, size } from './format.ts';
import { cellsOf, headings } from './text-table.ts';

interface Column {
  readonly heading: string;
  readonly tone?: 'number' | 'wrap';
}

function columnTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
): Markup {
  const head = columns.map(({ heading, tone }) => element('th', { scope: 'col', class: tone }, heading));
  const body = rows.map((cells) =>
    element(
      'tr',
      {},
      cells.map((cell, index) => element('td', { class: columns[index]!.tone }, cell)),
    ),
  );
  return table(caption, head, body);
}

/** One line a service, with a link to its part of the page where it has one. */
export function overviewTable(
  services: readonly Summary[],
  idOf: (summary: Summary) => string | undefined,
): Markup {
  const columns = headings.map((heading, index): Column => {
    const numeric = index > 0 && index < headings.length - 1;
    return numeric ? { heading, tone: 'number' } : { heading };
  });
  const rows = services.map((summary) => {
    const [name, ...cells] = cellsOf(summary);
    const id = idOf(summary);
    const first = id === undefined ? name : element('a', { href: `#${id}` }, name);
    return [first, ...cells.map((cell) => cell.replace('>', ' \u2192 '))];
  });
  return columnTable('Every service', columns, rows);
}

function middle(span: Span | undefined, say: (value: number) => string): string {
  return span === undefined ? '-' : say(meanOf(span)!);
}

function endedOf({ success, failure, skipped, killed }: Piece): string {
  const parts = [
    success > 0 && (success > 1 ? `${number(success)} done` : 'done'),
    failure > 0 && (failure > 1 ? `${number(failure)} failed` : 'failed'),
    skipped > 0 && (skipped > 1 ? `${number(skipped)} skipped` : 'skipped'),
    killed > 0 && 'killed',
  ];
  return parts.filter((word) => word !== false).join(', ');
}

function whenOf({ from, to, offset }: Piece): string {
  const first = minute(localTime(from, offset));
  const last = minute(localTime(to, offset));
  return first === last ? first : `${first} to ${last}`;
}

/** The charts again as figures: each restart, or means of several where there are too many. */
export function piecesTable(pieces: readonly Piece[]): Markup {
  const columns: Column[] = [
    { heading: 'when' },
    { heading: 'ended' },
    { heading: 'before', tone: 'number' },
    { heading: 'after', tone: 'number' },
    { heading: 'downtime', tone: 'number' },
  ];
  const rows = pieces
    .toReversed()
    .map((piece) => [
      whenOf(piece),
      endedOf(piece),
      middle(piece.before, size),
      middle(piece.after, size),
      middle(piece.downtime, duration),
    ]);
  return columnTable('Restarts, newest first', columns, rows);
}

export function failuresTable({ failures }: Summary): Markup | undefined {
  if (failures.length === 0) return undefined;
  const columns: Column[] = [
    { heading: 'exit', tone: 'number' },
    { heading: 'reason', tone: 'wrap' },
    { heading: 'times', tone: 'number' },
    { heading: 'last' },
  ];
  const rows = failures.map(({ exit, reason, count, last }) => [exit, reason, number(count), minute(last)]);
  return columnTable('Failures', columns, rows);
}

export function filesTable(files: readonly ReadFile[]): Markup {
  const columns: Column[] = [
    { heading: 'file', tone: 'wrap' },
    { heading: 'lines', tone: 'number' },
    { heading: 'broken', tone: 'number' },
    { heading: 'first broken', tone: 'number' },
    { heading: 'remark', tone: 'wrap' },
  ];
  const rows = files.map(({ path, lines, broken, firstBroken, damage }) => [
    path,
    number(lines),
    number(broken),
    firstBroken ?? '-',
    damage ?? '',
  ]);
  return columnTable('Files', columns, rows);
}
