import { localTime } from '../history/local-time.ts';
import type { Learned } from '../learn/learn.ts';
import { counted } from '../report/format.ts';
import { wrap } from '../report/wrap.ts';
import { sayCrossing, sayGrowth, sayQuiet } from './recommend-words.ts';
import { recommendedYaml } from './recommend-yaml.ts';

/** Of the text: what is wider is hard to read. */
const WIDTH = 80;

const dayOf = (at: number, offset: number) => localTime(at, offset).slice(0, 10);

function seen({ samples, restarts, hosts, from, to, offset }: Learned): string {
  const where = hosts > 1 ? ` on ${hosts} hosts` : '';
  const kinds = [samples > 0 && counted(samples, 'sample'), restarts > 0 && counted(restarts, 'restart')];
  return `${kinds.filter(Boolean).join(' and ')}${where}, ${dayOf(from, offset)} to ${dayOf(to, offset)}`;
}

function serviceLines(learned: Learned): string[] {
  const { name, growth, crossing, quiet } = learned;
  return [
    name,
    ...wrap(seen(learned), WIDTH, '  Seen    '),
    ...wrap(sayGrowth(learned), WIDTH, '  Memory  '),
    ...(crossing === undefined ? [] : wrap(sayCrossing(crossing, growth), WIDTH, '  Limit   ')),
    ...wrap(sayQuiet(quiet), WIDTH, '  Quiet   '),
    '',
  ];
}

/** What was learned, in plain words, and the schedule to write. */
export function recommendText(all: readonly Learned[]): string {
  if (all.length === 0) return 'No sample and no finished restart stands in these logs.\n';
  const lines = all.flatMap(serviceLines);
  return `${lines.join('\n')}\nFor saikido.yaml:\n\n${recommendedYaml(all)}`;
}
