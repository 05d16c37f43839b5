import { readHistory } from '../history/history.ts';
import { historyJson } from '../report/json.ts';
import { historyText } from '../report/text.ts';
import { wantsColour } from '../ui/progress.ts';
import { findSources } from './report-sources.ts';

/** As the flags give them. */
export interface ReportOptions {
  readonly log: readonly string[];
  readonly format?: string;
  readonly html?: string;
}

/** A pipe has no width; what is wider than this is hard to read. */
const USUAL_WIDTH = 80;
const WIDEST = 120;

/** `saikido report`: what logs tell of each service. The clock is read here and nowhere else. */
export async function reportCommand(options: ReportOptions) {
  const { sources, wrong } = findSources(options.log);
  const said = wrong.map((sentence) => `saikido: ${sentence}\n`).join('');
  if (said !== '') return { status: 2, stdout: '', stderr: said };
  const history = await readHistory(sources);
  const now = Date.now();
  if (options.format === 'json') return { status: 0, stdout: historyJson(history, now), stderr: '' };
  const { stdout, env } = process;
  const width = Math.min(stdout.columns ?? USUAL_WIDTH, WIDEST);
  return {
    status: 0,
    stdout: historyText(history, { colour: wantsColour(stdout, env), width, now }),
    stderr: '',
  };
}
