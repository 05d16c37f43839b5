import type { Gates, ScheduleEntry } from '../config/config.ts';
import { writeDuration, writeSize } from '../config/quantity.ts';

function memoryText({ memory_above, sustained }: Gates): string[] {
  if (memory_above === undefined) return [];
  const checks = sustained > 1 ? ` at ${sustained} checks in a row` : '';
  return [`it holds more than ${writeSize(memory_above)} of memory${checks}`];
}

function hostTexts({ load_below, pressure_below = {}, command }: Gates): string[] {
  const pressures = (['cpu', 'memory', 'io'] as const).flatMap((name) => {
    const limit = pressure_below[name];
    const resource = name === 'cpu' ? 'CPU' : name === 'io' ? 'disk' : name;
    return limit === undefined ? [] : [`the ${resource} pressure is below ${limit}%`];
  });
  return [
    ...(load_below === undefined ? [] : [`the load per CPU is below ${load_below}`]),
    ...pressures,
    ...(command === undefined ? [] : [`${command[0]?.replace(/.*\//, '') ?? ''} exits 0`]),
  ];
}

const all = (texts: readonly string[]) =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;

function waitText({ wait, otherwise }: Gates): string {
  if (wait === 0) return '';
  const end = otherwise === 'skip' ? 'is skipped' : 'restarts all the same';
  return `, waits up to ${writeDuration(wait)} for that and then ${end}`;
}

/** What follows the time of an entry in plain words: ", if it has been up for 10m", ", up to 5m later". */
export function sayGates({ when, jitter }: ScheduleEntry): string {
  const later = jitter === undefined ? '' : `, on each host up to ${writeDuration(jitter)} later`;
  if (when === undefined) return later;
  const uptime =
    when.uptime_above === undefined
      ? []
      : [`it has been up for more than ${writeDuration(when.uptime_above)}`];
  const texts = [...memoryText(when), ...uptime, ...hostTexts(when)];
  return `${later}, only if ${all(texts)}${waitText(when)}`;
}
