import { adviceFor } from '../history/advice.ts';
import type { Piece } from '../history/piece.ts';
import type { Summary } from '../history/summary.ts';
import { element, type Markup } from '../page/element.ts';
import { timeAxis } from './axis.ts';
import { downtimeChart } from './downtime-chart.ts';
import { counted, duration, minute, number, size } from './format.ts';
import { growthChart } from './growth-chart.ts';
import { memoryChart } from './memory-chart.ts';
import { outcomeChart } from './outcome-chart.ts';
import { failuresTable, piecesTable } from './page-tables.ts';
import { nameOf } from './text-table.ts';
import { sayAdvice } from './words.ts';

function card(name: string, value: string, remark: string): Markup {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value, element('small', {}, remark)));
}

function cards(summary: Summary): Markup {
  const { restarts, downtime_seconds: downtime, memory_bytes: memory, leak, kills, last_run: last } = summary;
  const shown = [
    card('Restarts', number(restarts.success), `${number(restarts.failure)} failed, ${number(restarts.skipped)} skipped`),
    last && card('Last run', last.outcome, `${last.action}, ${minute(last.at)}`),
    downtime && card('Downtime', duration(downtime.median), `95 % within ${duration(downtime.p95)}, longest ${duration(downtime.max)}`),
    memory && card('Memory freed', size(memory.freed), `${size(memory.before)} before, ${size(memory.after)} after`),
    leak && card('Growth an hour', size(leak.slope), `95 %: ${size(leak.low)} to ${size(leak.high)}`),
    card('Killed', number(kills), kills === 0 ? 'it always went by itself' : `of ${counted(restarts.success + restarts.failure, 'restart')}`),
  ]; // prettier-ignore
  return element(
    'dl',
    { class: 'figures' },
    shown.filter((one) => one !== null),
  );
}

function advices(summary: Summary, now: number): Markup {
  const found = adviceFor(summary, now);
  if (found.length === 0) return element('p', { class: 'soft' }, 'Nothing to look at.');
  const items = found.map((advice) => element('li', {}, sayAdvice(advice)));
  return element('ul', { class: 'look', 'aria-label': 'What to look at' }, items);
}

function charts(summary: Summary, all: readonly Piece[]): (Markup | undefined)[] {
  const name = nameOf(summary);
  const [from, to] = [all[0]!.from, all.at(-1)!.to];
  const x = timeAxis(from, to, all.at(-1)!.offset);
  return [
    memoryChart(summary.pieces, x, name),
    downtimeChart(summary.pieces, x, name),
    outcomeChart(all, x, name),
    summary.leak === null ? undefined : growthChart(summary.leak, name),
  ];
}

/** All about one service: what to look at first, then figures, charts and the figures of the charts. */
export function serviceSection(summary: Summary, id: string, now: number): Markup {
  const all = [...summary.pieces, ...summary.skipped_pieces].sort((a, b) => a.from - b.from);
  const details = [element('summary', {}, 'All restarts as a table'), piecesTable(all)];
  return element(
    'section',
    { 'aria-labelledby': id },
    element('h2', { id }, nameOf(summary)),
    element('p', { class: 'soft' }, `${minute(summary.from)} to ${minute(summary.to)}`),
    advices(summary, now),
    cards(summary),
    all.length === 0 ? undefined : charts(summary, all),
    failuresTable(summary),
    all.length === 0 ? undefined : element('details', {}, details),
  );
}
