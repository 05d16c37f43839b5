import { ByteSize } from '../config/fields.ts';
import { readLogs } from '../history/read.ts';
import { learn } from '../learn/learn.ts';
import { observer } from '../learn/observe.ts';
import { counted } from '../report/format.ts';
import { recommendJson } from './recommend-json.ts';
import { recommendText } from './recommend-text.ts';
import { findSources } from './report-sources.ts';

/** As the flags give them. */
export interface RecommendOptions {
  readonly log: readonly string[];
  readonly format?: string;
  /** A size such as 800M. */
  readonly limit?: string;
}

function wrong(...sentences: readonly string[]) {
  return { status: 2, stdout: '', stderr: sentences.map((sentence) => `saikido: ${sentence}\n`).join('') };
}

/**
 * `saikido recommend`: when to restart each service, learned from samples and restarts. 1 where a file was read in
 * part alone, 2 where one could not be read at all or none holds a line of ours.
 */
export async function recommendCommand({ log, format, limit }: RecommendOptions) {
  const size = limit === undefined ? undefined : ByteSize.safeParse(limit);
  if (size?.success === false) {
    return wrong(`--limit must be a size such as 512K, 800M or 2G (got "${limit}")`);
  }
  const found = findSources(log);
  if (found.wrong.length > 0) return wrong(...found.wrong);
  const watch = observer();
  const files = await readLogs(found.sources, (line, source) => watch.take(line, source.host));
  const closed = files.filter(({ damage, lines }) => damage !== undefined && lines === 0);
  if (closed.length > 0) return wrong(...closed.map(({ path, damage }) => `cannot read ${path}: ${damage}`));
  const notes = files.flatMap(({ path, broken, firstBroken, damage }) => [
    ...(broken > 0 ? [`${path}:${firstBroken}: ${counted(broken, 'line')} of no restart script`] : []),
    ...(damage === undefined ? [] : [`${path}: ${damage}; what came before it counts`]),
  ]);
  if (watch.lines() === 0) return wrong(...notes, 'no line of a restart script was found');
  const learned = [...watch.observed()].map(([name, observed]) => learn(name, observed, size?.data));
  const stdout = format === 'json' ? recommendJson(learned) : recommendText(learned);
  const status = files.some(({ damage }) => damage !== undefined) ? 1 : 0;
  return { status, stdout, stderr: wrong(...notes).stderr };
}
