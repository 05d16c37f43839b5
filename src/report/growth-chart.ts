import type { Leak } from '../history/leak.ts';
import type { Point } from '../history/theil-sen.ts';
import { element, type Markup } from '../page/element.ts';
import { amountAxis, byteUnit } from './axis.ts';
import { duration, size } from './format.ts';
import { figure, key, placesOf, type Plot } from './plot.ts';

const HOUR = 3600;
const MOST_POINTS = 400;

/** The unit in which the ticks of an uptime are round. */
function hourUnit(longest: number): number {
  if (longest < 1) return 1 / 60;
  return longest < 48 ? 1 : 24;
}

/** Memory against uptime, before restarts and, where these were counted, right after starts; with the fitted line. */
export function growthChart(leak: Leak, name: string): Markup {
  const [ends, starts] = [leak.ends, leak.starts].map((points) => points.slice(0, MOST_POINTS)) as [
    Point[],
    Point[],
  ];
  const points = [...ends, ...starts];
  const longest = Math.max(...points.map((point) => point.x));
  const fitted = (hours: number) => Math.max(0, leak.intercept + leak.slope * hours);
  const most = Math.max(fitted(longest), ...points.map((point) => point.y));
  /** A line that would begin below nothing begins where it comes up. */
  const begin = leak.intercept < 0 && leak.slope > 0 ? Math.min(longest, -leak.intercept / leak.slope) : 0;
  const x = amountAxis(longest, hourUnit(longest), (hours) => duration(hours * HOUR));
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
  const dot = (tone: string) => (point: Point) =>
    element('circle', { class: `${tone} point`, cx: left(point.x), cy: top(point.y), r: 3 });
  const change = leak.slope < 0 ? 'shrinks' : 'grows';
  const rate = `${change} by ${size(Math.abs(leak.slope))} an hour (95 %: ${size(leak.low)} to ${size(leak.high)})`;
  const legend = [
    key('warm', '\u25cf', 'before a restart, by uptime'),
    starts.length === 0 ? undefined : key('cool', '\u25cf', 'right after a start'),
    key('ink', '\u2504', rate),
  ];
  return figure('Growth', legend, plot, [
    starts.map(dot('cool')),
    ends.map(dot('warm')),
    element('line', line),
  ]);
}
