import type { Leak } from '../history/leak.ts';
import { element, type Markup } from '../page/element.ts';
import { amountAxis, byteUnit } from './axis.ts';
import { duration, size } from './format.ts';
import { figure, key, placesOf, type Plot } from './plot.ts';

const HOUR = 3600;
const MOST_POINTS = 400;

/** Memory before the restart against the uptime that it had, with the line that was fitted. */
export function growthChart(leak: Leak, name: string): Markup {
  const points = leak.ends.slice(0, MOST_POINTS);
  const longest = Math.max(...points.map((point) => point.x));
  const fitted = (hours: number) => Math.max(0, leak.intercept + leak.slope * hours);
  const most = Math.max(fitted(longest), ...points.map((point) => point.y));
  /** A line that would begin below nothing begins where it comes up. */
  const begin = leak.intercept < 0 && leak.slope > 0 ? Math.min(longest, -leak.intercept / leak.slope) : 0;
  const x = amountAxis(longest, longest < 1 ? 1 / 60 : longest < 48 ? 1 : 24, (hours) =>
    duration(hours * HOUR),
  );
  const y = amountAxis(most, byteUnit(most), size);
  const plot: Plot = { height: 220, x, y, says: `Memory of ${name} against its uptime` };
  const { left, top } = placesOf(plot);
  const line = {
    class: 'fit',
    x1: left(begin),
    y1: top(fitted(begin)),
    x2: left(longest),
    y2: top(fitted(longest)),
  };
  const legend = [
    key('warm', '\u25b2', 'memory before a restart, by uptime'),
    key(
      'ink',
      '\u2014',
      `grows by ${size(leak.slope)} an hour (95 %: ${size(leak.low)} to ${size(leak.high)})`,
    ),
  ];
  return figure('Growth', legend, plot, [
    points.map((point) =>
      element('circle', { class: 'warm point', cx: left(point.x), cy: top(point.y), r: 3 }),
    ),
    element('line', line),
  ]);
}
