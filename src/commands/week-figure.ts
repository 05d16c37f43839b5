import { type Child, element, type Markup } from '../page/element.ts';
import { crowdsOf, type Restart, type Week } from '../plan/week.ts';
import type { WallTime } from '../plan/zone.ts';
import { clockText, weekday } from './explain-chart.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const LEFT = 170;
const WIDTH = 960;
const TOP = 34;
const ROW = 26;
/** So many characters of a name fit beside its row. */
const LONGEST_NAME = 22;
/** Of so many marks in a row each has its time as a title. */
const MOST_TITLES = 100;

export const css = `
th[scope="row"] { white-space: normal; }
.chart { overflow-x: auto; }
.chart svg { min-width: 44rem; }
@media print { .chart svg { min-width: 0; } }
.grid { stroke: var(--line); stroke-width: 1; }
svg .mark { fill: var(--cool); }
svg .crowd { fill: var(--bad); }
svg .band { fill: var(--panel); }
svg .gap { fill: var(--idle); opacity: .35; }
svg text.name { fill: var(--ink); font-size: 13px; }
.key { margin-left: .5rem; }
.key.crowd { color: var(--bad); }
`;

interface Frame {
  readonly first: WallTime;
  readonly x: (wall: WallTime) => number;
  readonly bottom: number;
}

function dayLines(week: Week, { x, bottom }: Frame): Child[] {
  return week.days.flatMap((day, i) => [
    i % 2 === 0
      ? element('rect', {
          class: 'band',
          x: x(day),
          y: TOP - 6,
          width: x(day + DAY) - x(day),
          height: bottom - TOP + 6,
        })
      : undefined,
    element('text', { x: x(day) + 4, y: 14 }, `${weekday(day)} ${new Date(day).toISOString().slice(5, 10)}`),
    element('line', { class: 'grid', x1: x(day), x2: x(day), y1: 4, y2: bottom }),
    element('text', { x: x(day + DAY / 2), y: 26, 'text-anchor': 'middle' }, '12'),
  ]);
}

/** Hours that the clock skips. */
function gaps(week: Week, { x, bottom }: Frame): Child[] {
  return week.hours.flat().map(({ kind }, i) => {
    const wall = (week.days[0] ?? 0) + i * HOUR;
    const place = { x: x(wall), y: TOP - 6, width: x(wall + HOUR) - x(wall), height: bottom - TOP + 6 };
    return kind === 'skipped'
      ? element(
          'rect',
          { class: 'gap', ...place },
          element('title', {}, `the clock skips ${clockText(wall)}`),
        )
      : undefined;
  });
}

function short(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function row(
  name: string,
  index: number,
  marks: readonly Restart[],
  crowded: ReadonlySet<WallTime>,
  frame: Frame,
): Child {
  const top = TOP + index * ROW;
  const titled = marks.length <= MOST_TITLES;
  const seen = new Set<string>();
  const inOrder = [...marks].sort(
    (one, other) => Number(crowded.has(one.wall)) - Number(crowded.has(other.wall)),
  );
  const drawn = inOrder.flatMap(({ wall }) => {
    const [kind, space] = crowded.has(wall) ? (['crowd', 1] as const) : (['mark', 5] as const);
    const x = Math.round(frame.x(wall) * 2) / 2;
    // marks closer than half a pixel are one
    if (seen.has(`${kind} ${x}`)) return [];
    seen.add(`${kind} ${x}`);
    const title = titled ? element('title', {}, `${name}: ${weekday(wall)} ${clockText(wall)}`) : undefined;
    const place = { x: x - 1.5, y: top + space, width: 3, height: ROW - 2 * space };
    return [element('rect', { class: kind, ...place, rx: 1 }, title)];
  });
  return [
    element('text', { class: 'name', x: 0, y: top + ROW / 2 + 4 }, element('title', {}, name), short(name)),
    element('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: top + ROW, y2: top + ROW }),
    drawn,
  ];
}

/** The week as a drawing: a row for each service, a mark for each restart, red where others restart in that minute. */
export function weekFigure(week: Week): Markup {
  const [first = 0] = week.days;
  const bottom = TOP + week.services.length * ROW;
  const x = (wall: WallTime) => LEFT + ((wall - first) / (7 * DAY)) * (WIDTH - LEFT);
  const frame = { first, x, bottom };
  const restarts = week.hours.flat(2).flatMap((hour) => hour.restarts);
  const crowded = new Set(crowdsOf(week).map(({ wall }) => wall));
  const rows = week.services.map((name, index) => {
    const own = restarts.filter(({ service }) => service === index);
    return row(name, index, own, crowded, frame);
  });
  const label = `${restarts.length} restarts of ${week.services.length} services in seven days`;
  const svg = element('svg', { viewBox: `0 0 ${WIDTH} ${bottom + 2}`, role: 'img', 'aria-label': label }, [
    dayLines(week, frame),
    gaps(week, frame),
    rows,
  ]);
  const caption = element(
    'figcaption',
    {},
    `Each mark is a restart, in ${week.zone}.`,
    crowded.size > 0
      ? element('span', { class: 'key crowd' }, 'Tall and red: several services in the same minute.')
      : undefined,
  );
  return element('figure', { class: 'chart', tabindex: '0' }, caption, svg);
}
