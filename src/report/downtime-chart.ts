import type { Piece } from '../history/piece.ts';
import { element, type Markup } from '../page/element.ts';
import { amountAxis, type Axis } from './axis.ts';
import { duration } from './format.ts';
import { figure, key, placesOf, type Plot } from './plot.ts';

/** How long each restart left it down; of several in one place the longest. */
export function downtimeChart(pieces: readonly Piece[], x: Axis, name: string): Markup | undefined {
  const most = Math.max(0, ...pieces.map(({ downtime }) => downtime?.max ?? 0));
  if (most === 0) return undefined;
  const y = amountAxis(most, most < 1 ? 0.001 : 1, duration);
  const plot: Plot = { height: 150, x, y, says: `Downtime of ${name} at its restarts` };
  const { left, top, floor } = placesOf(plot);
  const stems = pieces.map(({ from, downtime, killed }) =>
    downtime === undefined
      ? undefined
      : element('line', {
          class: killed > 0 ? 'stem kill' : 'stem cool',
          x1: left(from),
          x2: left(from),
          y1: floor,
          y2: Math.min(floor - 1, top(downtime.max)),
        }),
  );
  const legend = [
    key('cool', '\u2503', 'from its end to the next start'),
    key('kill', '\u2503', 'the old process was killed'),
  ];
  return figure('Downtime', legend, plot, stems);
}
