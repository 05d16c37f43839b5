import type { Learned } from '../learn/learn.ts';
import { paragraph } from './amounts.ts';
import { sayCrossing, sayGrowth, sayQuiet } from './recommend-words.ts';
import { recommendedYaml } from './recommend-yaml.ts';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function seen({ samples, restarts, hosts, from, to }: Learned): string {
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const where = hosts > 1 ? ` on ${hosts} hosts` : '';
  return `${many(samples, 'sample')} and ${many(restarts, 'restart')}${where}, ${dayOf(from)} to ${dayOf(to)}`;
}

function serviceLines(learned: Learned): string[] {
  const { name, growth, crossing, quiet } = learned;
  return [
    name,
    ...paragraph('  Seen    ', seen(learned)),
    ...paragraph('  Memory  ', sayGrowth(learned)),
    ...(crossing === undefined ? [] : paragraph('  Limit   ', sayCrossing(crossing, growth))),
    ...paragraph('  Quiet   ', sayQuiet(quiet)),
    '',
  ];
}

/** What was learned, in plain words, and the schedule to write. */
export function recommendText(all: readonly Learned[]): string {
  if (all.length === 0) return 'No sample and no finished restart stands in these logs.\n';
  const lines = all.flatMap(serviceLines);
  return `${lines.join('\n')}\nFor saikido.yaml:\n\n${recommendedYaml(all)}`;
}
