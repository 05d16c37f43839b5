import type { Summary } from '../history/summary.ts';
import { duration, number, size } from './format.ts';

/** `worker`, or `worker on web1` where logs tell hosts apart. */
export function nameOf({ service, host }: Summary): string {
  return host === null ? service : `${service} on ${host}`;
}

const ENDED = { success: 'ok', failure: 'failed', skipped: 'skipped' } as const;

export const headings = ['service', 'done', 'fail', 'skip', 'kill', 'down', 'memory', 'growth/h', 'last run'];

/** One line of the table: what stands under the headings. */
export function cellsOf(summary: Summary): string[] {
  const { restarts, kills, downtime_seconds: downtime, memory_bytes: memory, leak, last_run: last } = summary;
  return [
    nameOf(summary),
    number(restarts.success),
    number(restarts.failure),
    number(restarts.skipped),
    number(kills),
    downtime === null ? '-' : duration(downtime.median),
    memory === null ? '-' : `${size(memory.before)}>${size(memory.after)}`,
    leak?.certain === true ? size(leak.slope) : '-',
    last === null ? '-' : `${last.at.slice(5, 10)} ${ENDED[last.outcome]}`,
  ];
}

/** Columns in which no row has anything to say are left out. */
function withoutIdle(rows: readonly (readonly string[])[]): string[][] {
  const [, ...body] = rows;
  return rows.map((row) => row.filter((_, column) => body.some((cells) => !/^[-0]$/.test(cells[column]!))));
}

/** A table within so many characters: where names are long they take a line of their own. */
export function textTable(all: readonly (readonly string[])[], width: number): string[] {
  const rows = withoutIdle(all);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const rest = widths.slice(1);
  const numbers = (row: readonly string[]) =>
    row.slice(1).map((cell, index) => (index === rest.length - 1 ? cell : cell.padStart(rest[index]!)));
  const room = width - 2 * rest.length - rest.reduce((sum, one) => sum + one, 0);
  if (widths[0]! <= room) return rows.map((row) => [row[0]!.padEnd(widths[0]!), ...numbers(row)].join('  '));
  return rows.flatMap((row) => [row[0]!, `  ${numbers(row).join('  ')}`]);
}
