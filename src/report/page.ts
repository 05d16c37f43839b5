import type { History } from '../history/history.ts';
import type { Summary } from '../history/summary.ts';
import { element } from '../page/element.ts';
import { pageText } from '../page/page.ts';
import { counted } from './format.ts';
import { css } from './page-css.ts';
import { serviceSection } from './page-service.ts';
import { filesTable, overviewTable } from './page-tables.ts';

export interface PageOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of Saikido. */
  readonly version: string;
}

/** The history as a page by itself. */
export function historyPage({ files, services }: History, { now, version }: PageOptions): string {
  const idOf = (summary: Summary) => `service-${services.indexOf(summary) + 1}`;
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
      services.length > 1 ? overviewTable(services, idOf) : undefined,
      services.map((summary) => serviceSection(summary, idOf(summary), now)),
      element('h2', {}, 'What was read'),
      filesTable(files),
    ],
  });
}
