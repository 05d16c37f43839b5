import { readHistory } from '../history/history.ts';
import { findSources } from './report-sources.ts';

/** As the flags give them. */
export interface ReportOptions {
  readonly log: readonly string[];
  readonly format?: string;
  readonly html?: string;
}

/** `saikido report`: what the logs tell of each service. */
export async function reportCommand(options: ReportOptions) {
  const { sources, wrong } = findSources(options.log);
  const said = wrong.map((sentence) => `saikido: ${sentence}\n`).join('');
  if (said !== '') return { status: 2, stdout: '', stderr: said };
  const history = await readHistory(sources);
  return { status: 0, stdout: `${JSON.stringify(history, null, 2)}\n`, stderr: '' };
}
