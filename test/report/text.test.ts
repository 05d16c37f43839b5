import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { parseLine } from '../../src/history/line.ts';
import { addLine, startSeries } from '../../src/history/series.ts';
import { summarise } from '../../src/history/summary.ts';
import { historyText } from '../../src/report/text.ts';
import { daily, DAY, failed, MEBI, restarted, START } from '../history/made-log.ts';

function text(log: string, options: { width?: number; colour?: boolean; host?: string } = {}): string {
  const series = startSeries('worker', options.host);
  for (const line of log.trimEnd().split('\n')) addLine(series, parseLine(line)!);
  const history = { files: [{ path: 'worker.log', lines: 1, broken: 0 }], services: [summarise(series)] };
  return historyText(history, { width: 80, colour: false, now: START + 40 * DAY, ...options });
}

const log =
  daily(39, (at, index) =>
    restarted(at, { memory_before: (index < 20 ? 800 : 400) * MEBI, killed: Number(index === 5) }),
  ) + failed(START + 39 * DAY, 11, 'x'.repeat(300));

test.each([60, 80, 120])('no line is longer than %i characters', (width) => {
  expect(
    text(log, { width, host: 'h'.repeat(40) })
      .split('\n')
      .filter((line) => line.length > width),
  ).toEqual([]);
});

test('colours change nothing but colours', () => {
  const coloured = text(log, { colour: true });
  expect(coloured).toContain('\u001b[31mF\u001b[0m');
  expect(stripVTControlCharacters(coloured)).toBe(text(log));
});

test('the chart shows what was measured where it was', () => {
  const rows = text(log).split('\n').filter((line) => /^.{8}\|/.test(line)); // prettier-ignore
  expect(rows).toHaveLength(8);
  expect(rows[0]).toMatch(/^ {3}800M \|\^[ ^]+\^ +$|^ {3}800M \|\^[ ^]+\^$/);
  expect(rows[0]!.length).toBeLessThan(50);
  expect(rows[3]!.indexOf('^')).toBeGreaterThan(40);
  expect(rows[7]).toMatch(/^ {6}0 \|o[ o]+o/);
  expect(text(log)).toMatch(/^ {2}ended {2}[. ]+K[. ]+F$/m);
});
