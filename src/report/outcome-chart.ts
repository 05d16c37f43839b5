import type { Piece } from '../history/piece.ts';
import { element, type Markup } from '../page/element.ts';
import { amountAxis, type Axis } from './axis.ts';
import { number } from './format.ts';
import { figure, key, placesOf, type Plot } from './plot.ts';

const BARS = 60;
const GAP = 1.5;
const kinds = ['success', 'failure', 'skipped'] as const;
const TONE = { success: 'good', failure: 'bad', skipped: 'idle' } as const;

interface Bar {
  success: number;
  failure: number;
  skipped: number;
}

function barsOf(pieces: readonly Piece[], x: Axis): Bar[] {
  const bars = Array.from({ length: BARS }, () => ({ success: 0, failure: 0, skipped: 0 }));
  for (const piece of pieces) {
    const bar = bars[Math.min(BARS - 1, Math.floor(x.place(piece.from) * BARS))]!;
    for (const kind of kinds) bar[kind] += piece[kind];
  }
  return bars;
}

/** How the runs ended, in sixty equal parts of the time. */
export function outcomeChart(pieces: readonly Piece[], x: Axis, name: string): Markup {
  const bars = barsOf(pieces, x);
  const most = Math.max(1, ...bars.map(({ success, failure, skipped }) => success + failure + skipped));
  const y = amountAxis(most, 1, number, 1);
  const plot: Plot = { height: 130, x, y, says: `How the restarts of ${name} ended` };
  const { top, across } = placesOf(plot);
  const step = across(1 / BARS) - across(0);
  const shapes = bars.flatMap((bar, index) => {
    let below = 0;
    return kinds.map((kind) => {
      const count = bar[kind];
      if (count === 0) return undefined;
      const base = top(below);
      below += count;
      const left = across(index / BARS) + GAP / 2;
      const size = { x: left, y: top(below), width: step - GAP, height: base - top(below) };
      return element('rect', { class: TONE[kind], ...size });
    });
  });
  const legend = [
    key('good', '\u25a0', 'done'),
    key('bad', '\u25a0', 'failed'),
    key('idle', '\u25a0', 'skipped'),
  ];
  return figure('Outcomes', legend, plot, shapes);
}
