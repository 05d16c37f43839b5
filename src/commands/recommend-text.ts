import type { Learned } from '../learn/learn.ts';
import { counted } from '../report/format.ts';
import { wrap } from '../report/wrap.ts';
import { sayCrossing, sayGrowth, sayQuiet } from './recommend-words.ts';
import { recommendedYaml } from './recommend-yaml.ts';

/** Of the text: what is wider is hard to read. */
const WIDTH = 80;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function seen({ samples, restarts, hosts, from, to }: Learned): string {
  const where = hosts > 1 ? ` on ${hosts} hosts` : '';
  return `${counted(samples, 'sample')} and ${counted(restarts, 'restart')}${where}, ${dayOf(from)} to ${dayOf(to)}`;
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
