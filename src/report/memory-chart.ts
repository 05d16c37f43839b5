import type { Piece } from '../history/piece.ts';
import { meanOf } from '../history/span.ts';
import { type Child, element, type Markup } from '../page/element.ts';
import { amountAxis, type Axis, byteUnit } from './axis.ts';
import { size } from './format.ts';
import { figure, key, placesOf, type Places, type Plot } from './plot.ts';

/** From each start to the next stop, and down again: joins what was measured, and stops where nothing was. */
function path(pieces: readonly Piece[], { left, top }: Places): string {
  let pen = 'M';
  const steps = pieces.flatMap(({ from, before, after }) =>
    [meanOf(before), meanOf(after)].map((value) => {
      const step = value === undefined ? '' : `${pen}${left(from).toFixed(1)} ${top(value).toFixed(1)}`;
      pen = value === undefined ? 'M' : 'L';
      return step;
    }),
  );
  return steps.join('');
}

function marksOf({ from, before, after }: Piece, { left, top }: Places): Child {
  const at = left(from);
  const range = (span: NonNullable<Piece['before']>, tone: string) =>
    span.max === span.min
      ? undefined
      : element('line', { class: `${tone} range`, x1: at, x2: at, y1: top(span.min), y2: top(span.max) });
  const high = before === undefined ? undefined : top(meanOf(before)!);
  const low = after === undefined ? undefined : top(meanOf(after)!);
  return [
    before && range(before, 'warm'),
    after && range(after, 'cool'),
    high === undefined
      ? undefined
      : element('path', {
          class: 'warm',
          d: `M${(at - 3.5).toFixed(1)} ${(high + 3).toFixed(1)}l7 0l-3.5 -6.5z`,
        }),
    low === undefined ? undefined : element('circle', { class: 'cool', cx: at, cy: low, r: 2.6 }),
  ];
}

/** Memory before and after each restart, over time; nothing where it was never measured. */
export function memoryChart(pieces: readonly Piece[], x: Axis, name: string): Markup | undefined {
  const most = Math.max(0, ...pieces.flatMap(({ before, after }) => [before?.max ?? 0, after?.max ?? 0]));
  if (most === 0) return undefined;
  const y = amountAxis(most, byteUnit(most), size);
  const plot: Plot = { height: 260, x, y, says: `Memory of ${name} before and after its restarts` };
  const places = placesOf(plot);
  // Through means of several restarts a line would say nothing.
  const single = pieces.every(({ before, after }) => (before?.count ?? 1) === 1 && (after?.count ?? 1) === 1);
  const legend = [
    key('warm', '\u25b2', single ? 'before the restart' : 'before, mean of several restarts'),
    key('cool', '\u25cf', single ? 'after it' : 'after them'),
    single
      ? key('soft', '\u2014', 'joins what was measured')
      : key('soft', '\u2503', 'from least to greatest'),
  ];
  return figure('Memory', legend, plot, [
    single ? element('path', { class: 'joined', d: path(pieces, places) }) : undefined,
    pieces.map((piece) => marksOf(piece, places)),
  ]);
}
