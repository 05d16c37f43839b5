import { noteworthy } from '../history/advice.ts';
import type { History } from '../history/history.ts';
import { element } from '../page/element.ts';
import { pageText } from '../page/page.ts';
import { counted, number } from './format.ts';
import { css } from './page-css.ts';
import { serviceSection } from './page-service.ts';
import { filesTable, overviewTable } from './page-tables.ts';

export interface PageOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of Saikido. */
  readonly version: string;
}

/** Of more services than this, only those with something to look at have charts. */
const MOST_PARTS = 40;

/** The history as a page by itself. */
export function historyPage({ files, services }: History, { now, version }: PageOptions): string {
  const shown = noteworthy(services, now, MOST_PARTS);
  const ids = new Map(shown.map((summary, index) => [summary, `service-${index + 1}`]));
  const quiet = services.length - shown.length;
  const total = services.reduce((sum, { restarts }) => sum + restarts.success + restarts.failure, 0);
  const made = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  return pageText({
    title: services.length === 1 ? `Restarts of ${services[0]!.service}` : 'Restarts',
    generator: `saikido report ${version}`,
    css,
    body: [
      element('h1', {}, services.length === 1 ? `Restarts of ${services[0]!.service}` : 'Restarts'),
      element(
        'p',
        { class: 'soft' },
        `${counted(total, 'restart')} of ${counted(services.length, 'service')}, read from ${counted(files.length, 'file')} at ${made} UTC. Times are those of each host.`,
      ),
      services.length > 1 ? overviewTable(services, (summary) => ids.get(summary)) : undefined,
      quiet === 0
        ? undefined
        : element('p', { class: 'soft' }, `Nothing to look at in the ${number(quiet)} without a link.`),
      [...ids].map(([summary, id]) => serviceSection(summary, id, now)),
      element('h2', {}, 'What was read'),
      filesTable(files),
    ],
  });
}
