import { adviceFor, noteworthy } from '../history/advice.ts';
import type { History } from '../history/history.ts';
import type { Summary } from '../history/summary.ts';
import { terminal } from '../escape/terminal.ts';
import { counted, duration, minute, number, size } from './format.ts';
import { type Paint, painter } from './paint.ts';
import { textChart } from './text-chart.ts';
import { cellsOf, headings, nameOf, textTable } from './text-table.ts';
import { sayAdvice, sayFile } from './words.ts';
import { wrap } from './wrap.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Characters in a line. */
  readonly width: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Of more services than this, only those with something to look at have a part of their own below the table. */
const MOST_PARTS = 8;

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([word, count]) => `${word} ${number(count)}`)
    .join(', ');
}

/** The figures of one service: a word, then what is to be said. */
function facts(summary: Summary): [string, string][] {
  const {
    restarts,
    skipped,
    downtime_seconds: downtime,
    memory_bytes: memory,
    pss_bytes: pss,
    leak,
  } = summary;
  const { last_run: last, warnings, stop_seconds: stop } = summary;
  const why = restarts.skipped === 0 ? '' : ` (${list(skipped)})`;
  const found: [string, string | false][] = [
    ['restarts', `${number(restarts.success)} done, ${number(restarts.failure)} failed, ${number(restarts.skipped)} skipped${why}; ${number(summary.kills)} killed`],
    ['last run', last !== null && `${minute(last.at)} ${last.action} ${last.event}: ${last.outcome}${last.reason === '' ? '' : `, ${last.reason}`}`],
    ['downtime', downtime !== null && `${duration(downtime.median)} (median), 95 % within ${duration(downtime.p95)}, longest ${duration(downtime.max)}`],
    ['stopping', stop !== null && `${duration(stop.median)} (median), longest ${duration(stop.max)}`],
    ['memory', memory !== null && `${size(memory.before)} before, ${size(memory.after)} after, ${size(memory.freed)} freed (medians)`],
    ['PSS', pss !== null && `${size(pss.before)} before, ${size(pss.after)} after, ${size(pss.freed)} freed`],
    ['growth', leak !== null && `${size(leak.slope)} an hour (95 %: ${size(leak.low)} to ${size(leak.high)})`],
    ['warnings', Object.keys(warnings).length > 0 && list(warnings)],
  ]; // prettier-ignore
  return found.filter((fact): fact is [string, string] => fact[1] !== false);
}

function title(summary: Summary, width: number, paint: Paint): string[] {
  const name = terminal(nameOf(summary));
  const time = `${minute(summary.from)} to ${minute(summary.to)}`;
  const bold = paint(name, 'bold');
  return name.length + 2 + time.length > width ? [bold, `  ${time}`] : [`${bold}  ${time}`];
}

function part(summary: Summary, { width, now }: TextOptions, paint: Paint): string[] {
  const advice = adviceFor(summary, now).map((found) => terminal(sayAdvice(found)));
  const pieces = [...summary.pieces, ...summary.skipped_pieces].sort((a, b) => a.from - b.from);
  return [
    '',
    ...title(summary, width, paint),
    ...facts(summary).flatMap(([word, text]) => wrap(terminal(text), width, `  ${word.padEnd(10)}`)),
    ...(pieces.length === 0 ? [] : ['', ...textChart(pieces, width, paint)]),
    ...(advice.length === 0 ? [] : ['', paint('  look at', 'warm')]),
    ...advice.flatMap((sentence) => wrap(sentence, width, '  - ')),
  ];
}

/** The history for people, within so many characters a line. */
export function historyText({ files, services }: History, options: TextOptions): string {
  const paint = painter(options.colour);
  const wrong = files.flatMap(sayFile).flatMap((sentence) => wrap(terminal(sentence), options.width, ''));
  if (services.length === 0) return `${[...wrong, 'no restart script wrote to these logs'].join('\n')}\n`;
  const shown = noteworthy(services, options.now, MOST_PARTS);
  const table = textTable(
    [headings, ...services.map((summary) => cellsOf(summary).map(terminal))],
    options.width,
  );
  const total = services.reduce((sum, { restarts }) => sum + restarts.success + restarts.failure, 0);
  const quiet = services.length - shown.length;
  return `${[
    `${counted(total, 'restart')} of ${counted(services.length, 'service')} in ${counted(files.length, 'file')}`,
    ...(services.length > 1 ? ['', ...table] : []),
    ...shown.flatMap((summary) => part(summary, options, paint)),
    ...(quiet === 0 ? [] : ['', `nothing to look at in the other ${quiet}`]),
    ...(wrong.length === 0 ? [] : ['', ...wrong]),
  ].join('\n')}\n`;
}
