import type { Learned } from '../learn/learn.ts';
import { writeSize } from '../config/quantity.ts';
import { size } from '../report/format.ts';
import { wrap } from '../report/wrap.ts';
import { hoursText, sayHour } from './recommend-words.ts';

/** One entry of a schedule with its reason. */
export interface Recommended {
  readonly because: string;
  readonly entry: {
    readonly cron?: string;
    readonly every?: string;
    readonly action?: 'ensure' | 'sample';
    readonly when?: Readonly<Record<string, string | number>>;
  };
}

const ensure = (because: string): Recommended => ({ because, entry: { every: '5m', action: 'ensure' } });
const NOTHING = 'Nothing to restart it for; if it dies, it is started again.';
const UNKNOWN = 'No reason for a restart is known yet; if it dies, it is started again.';
const SAMPLE: Recommended = {
  because: 'One line every five minutes, from which saikido recommend learns more.',
  entry: { every: '5m', action: 'sample' },
};

function atFixedTimes({ growth, quiet, crossing, timing }: Learned): Recommended | undefined {
  if (growth.rate === undefined || crossing === undefined || timing === undefined) return undefined;
  const limit = crossing.given ? size(crossing.limit) : 'twice its size';
  const may = `It gains ${size(growth.rate.slope)} an hour and may reach ${limit} after ${hoursText(crossing.soonest)}`;
  const best = timing.gap > 24 ? (quiet.week ?? quiet.day) : quiet.day;
  const hour = best === undefined ? 'the hour is a guess' : `${sayHour(best)} is the quietest`;
  return { because: `${may}; ${hour}.`, entry: { cron: timing.cron } };
}

/** The schedule that follows from what was learned, in the words of the config. */
export function recommendedSchedule(learned: Learned): Recommended[] {
  const { growth, crossing } = learned;
  const fixed = atFixedTimes(learned);
  if (fixed === undefined) {
    const open = ['slowing', 'unclear', 'too-little'].includes(growth.verdict);
    return open ? [ensure(UNKNOWN), SAMPLE] : [ensure(NOTHING)];
  }
  if (crossing?.given !== true) return [fixed];
  const check: Recommended = {
    because: 'Should it grow faster one day: when it is over the limit at three checks in a row.',
    entry: {
      every: '5m',
      when: { memory_above: writeSize(crossing.limit), uptime_above: '10m', sustained: 3 },
    },
  };
  return [fixed, check];
}

function entryLine({ cron, every, action, when }: Recommended['entry']): string {
  const gates = Object.entries(when ?? {}).map(([key, value]) => `${key}: ${value}`);
  const keys = [
    cron === undefined ? `every: ${every}` : `cron: "${cron}"`,
    ...(action === undefined ? [] : [`action: ${action}`]),
    ...(gates.length === 0 ? [] : [`when: { ${gates.join(', ')} }`]),
  ];
  return keys.map((key, i) => `${i === 0 ? '      - ' : '        '}${key}`).join('\n');
}

/** YAML takes these for something else than a name. */
const keyText = (name: string) => (/^(?:null|true|false)$/.test(name) ? `"${name}"` : name);

/** The schedules of all services as a piece of a config, with the reasons as comments. */
export function recommendedYaml(all: readonly Learned[]): string {
  const services = all.flatMap((learned) => [
    `  ${keyText(learned.name)}:`,
    '    schedule:',
    ...recommendedSchedule(learned).flatMap(({ because, entry }) => [
      ...wrap(because, 72, '').map((line) => `      # ${line}`),
      entryLine(entry),
    ]),
  ]);
  return `${['services:', ...services].join('\n')}\n`;
}
