import { type ReadFile, readLogs, type Source } from './read.ts';
import { addLine, type Series, startSeries } from './series.ts';
import { type Summary, summarise } from './summary.ts';

export interface History {
  readonly files: readonly ReadFile[];
  /** By service, then host. */
  readonly services: readonly Summary[];
}

function compare(a: Summary, b: Summary): number {
  const [first, second] = [a, b].map(({ service, host }) => `${service} ${host ?? ''}`) as [string, string];
  return first < second ? -1 : Number(first > second);
}

/** Reads logs and sums them up, service by service and host by host. */
export async function readHistory(sources: readonly Source[]): Promise<History> {
  const found = new Map<string, Series>();
  const files = await readLogs(sources, (line, { host }) => {
    const key = `${line.service} ${host ?? ''}`;
    let series = found.get(key);
    if (series === undefined) found.set(key, (series = startSeries(line.service, host)));
    addLine(series, line);
  });
  return { files, services: [...found.values()].map(summarise).sort(compare) };
}
