import { version } from '../../package.json';
import { terminal } from '../escape/terminal.ts';
import { type History, readHistory } from '../history/history.ts';
import { historyJson } from '../report/json.ts';
import { historyPage } from '../report/page.ts';
import { historyText } from '../report/text.ts';
import { wantsColour } from '../ui/progress.ts';
import { writePage } from './report-page.ts';
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
/** On a narrower terminal lines are folded by it. */
const NARROWEST = 60;

function refused(sentences: readonly string[]) {
  const stderr = sentences.map((sentence) => `saikido: ${terminal(sentence)}\n`).join('');
  return { status: 2, stdout: '', stderr };
}

/** Files of which not even the first line could be read. */
function unreadable({ files }: History): string[] {
  return files.flatMap(({ path, lines, damage }) =>
    damage === undefined || lines > 0 ? [] : [`cannot read ${path}: ${damage}`],
  );
}

/**
 * `saikido report`: what logs tell of each service. The clock is read here and nowhere else. 1 when a file could be read
 * in part alone; 2, and nothing written, when one could not be read at all.
 */
export async function reportCommand(options: ReportOptions) {
  const { sources, wrong } = findSources(options.log);
  if (wrong.length > 0) return refused(wrong);
  const history = await readHistory(sources);
  const closed = unreadable(history);
  if (closed.length > 0) return refused(closed);
  const now = Date.now();
  let stderr = '';
  if (options.html !== undefined) {
    try {
      writePage(options.html, historyPage(history, { now, version }));
      stderr = `wrote ${options.html}\n`;
    } catch (error) {
      return refused([`cannot write ${options.html}: ${(error as Error).message}`]);
    }
  }
  const { stdout, env } = process;
  const width = Math.max(NARROWEST, Math.min(stdout.columns || USUAL_WIDTH, WIDEST));
  const text = { colour: wantsColour(stdout, env), width, now };
  return {
    status: history.files.some(({ damage }) => damage !== undefined) ? 1 : 0,
    stdout: options.format === 'json' ? historyJson(history, now) : historyText(history, text),
    stderr,
  };
}
