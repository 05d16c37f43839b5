import { type Child, element, type Markup } from '../page/element.ts';
import type { Axis } from './axis.ts';

const WIDTH = 720;
const LEFT = 56;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;

export interface Plot {
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  /** What a reader who does not see it is told. */
  readonly says: string;
}

/** Where values lie in the drawing. */
export interface Places {
  readonly left: (value: number) => number;
  readonly top: (value: number) => number;
  /** From 0, the left edge, to 1. */
  readonly across: (share: number) => number;
  readonly floor: number;
}

export function placesOf({ height, x, y }: Plot): Places {
  const inner = height - TOP - BOTTOM;
  const across = (share: number) => LEFT + share * (WIDTH - LEFT - RIGHT);
  return {
    across,
    left: (value) => across(x.place(value)),
    top: (value) => TOP + (1 - y.place(value)) * inner,
    floor: TOP + inner,
  };
}

function grid({ height, x, y }: Plot): Child {
  const inner = height - TOP - BOTTOM;
  const rows = y.ticks.map(({ at, label }) => {
    const level = TOP + (1 - at) * inner;
    const line = { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: level, y2: level };
    return [
      element('line', line),
      element('text', { x: LEFT - 6, y: level + 4, 'text-anchor': 'end' }, label),
    ];
  });
  const columns = x.ticks.map(({ at, label }) => {
    const left = LEFT + at * (WIDTH - LEFT - RIGHT);
    // At the edge a label would be cut.
    const anchor = at > 0.96 ? 'end' : at < 0.04 ? 'start' : 'middle';
    return element('text', { x: left, y: height - 6, 'text-anchor': anchor }, label);
  });
  return [rows, columns];
}

/** A drawing with its axes; narrow screens scroll it sideways instead of shrinking its letters. */
function drawing(plot: Plot, marks: Child): Markup {
  const svg = element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${plot.height}`, role: 'img', 'aria-label': plot.says },
    element('title', {}, plot.says),
    grid(plot),
    marks,
  );
  return element('div', { class: 'chart', tabindex: '0', role: 'group', 'aria-label': plot.says }, svg);
}

/** A drawing below its heading, with what its marks mean. */
export function figure(heading: string, legend: Child, plot: Plot, marks: Child): Markup {
  const caption = element(
    'figcaption',
    {},
    element('strong', {}, heading),
    element('span', { class: 'legend' }, legend),
  );
  return element('figure', {}, caption, drawing(plot, marks));
}

export function key(tone: string, sign: string, says: string): Markup {
  return element('span', {}, element('span', { class: tone, 'aria-hidden': 'true' }, sign), ` ${says}`);
}
