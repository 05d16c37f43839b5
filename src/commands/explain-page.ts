import { type Child, element, type Markup } from '../page/element.ts';
import { pageText } from '../page/page.ts';
import { table } from '../page/table.ts';
import { crowdTimesOf, type Week } from '../plan/week.ts';
import { clockText, crowdText, weekday } from './explain-chart.ts';
import { type Entry, type Explained, sayAcross, sayRun } from './explain-text.ts';
import { css, weekFigure } from './week-figure.ts';

/** A day with more restarts than this is told by their number. */
const MOST_TIMES = 3;
const MOST_CROWDS = 50;

function plainTable(caption: string, heads: readonly string[], rows: readonly (readonly Child[])[]): Markup {
  const head = heads.map((text) => element('th', { scope: 'col' }, text));
  const body = rows.map(([name, ...cells]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      cells.map((cell) => element('td', { class: 'wrap' }, cell)),
    ),
  );
  return table(caption, head, body);
}

/** The times of one service on one day. */
function dayText(week: Week, service: number, day: number): string {
  const walls = (week.hours[day] ?? []).flatMap(({ restarts }) =>
    restarts.filter((restart) => restart.service === service).map(({ wall }) => clockText(wall)),
  );
  if (walls.length <= MOST_TIMES) return walls.join(', ');
  return `${walls.length} times, ${walls[0] ?? ''} to ${walls.at(-1) ?? ''}`;
}

function weekTable(week: Week): Markup {
  const heads = [
    'service',
    ...week.days.map((day) => `${weekday(day)} ${new Date(day).toISOString().slice(5, 10)}`),
  ];
  const rows = week.services.map((name, service) => [
    name,
    ...week.days.map((_, day) => dayText(week, service, day)),
  ]);
  const whole = plainTable(`The restarts of the week, in ${week.zone}`, heads, rows);
  return element('details', {}, element('summary', {}, 'The same as a table'), whole);
}

function crowdTable(week: Week): Child {
  const crowds = crowdTimesOf(week);
  if (crowds.length === 0) return undefined;
  const rows = crowds.slice(0, MOST_CROWDS).map((crowd) => {
    const names = crowd.services.map((index) => week.services[index] ?? '');
    return [crowdText(crowd), names.join(', ')];
  });
  const some = crowds.length > rows.length ? `, the first ${rows.length} of ${crowds.length}` : '';
  return plainTable(`Several services in the same minute${some}`, ['when', 'services'], rows);
}

function entryPart({ action, schedule, says, timezone, next, across, warnings }: Entry): Child {
  const written = [schedule, timezone].filter((word) => word !== undefined).join(', ');
  const runs = [...next.map(sayRun), ...across.map(sayAcross)].map((run) => element('li', {}, run));
  const list = warnings.map((warning) => element('li', {}, warning));
  return [
    element('h3', {}, `${action} ${says} `, element('code', { class: 'soft' }, written)),
    element('ul', {}, runs),
    list.length === 0 ? undefined : element('ul', { class: 'look' }, list),
  ];
}

function servicePart({ name, entries }: Explained): Child {
  const none = element('p', { class: 'soft' }, 'No schedule: it is restarted by hand.');
  return element(
    'section',
    {},
    element('h2', {}, name),
    entries.length === 0 ? none : entries.map(entryPart),
  );
}

interface About {
  /** As the user names it. */
  readonly config: string;
  /** The zone of entries that name none. */
  readonly zone: string;
  readonly version: string;
}

/** A page that says what will run when; it needs nothing beside itself. */
export function explainPage(
  services: readonly Explained[],
  week: Week,
  { config, zone, version }: About,
): string {
  const [first = 0] = week.days;
  const from = `${weekday(first)} ${new Date(first).toISOString().slice(0, 10)}`;
  const drawn = [weekFigure(week), crowdTable(week), weekTable(week)];
  const body = [
    element('h1', {}, 'What runs when'),
    element(
      'p',
      { class: 'soft' },
      `${config}, the seven days from ${from}; times are in ${zone} unless an entry names another zone.`,
    ),
    week.services.length === 0 ? element('p', {}, 'No restart is scheduled.') : drawn,
    services.map(servicePart),
  ];
  return pageText({ title: `What runs when: ${config}`, generator: `saikido explain ${version}`, css, body });
}
