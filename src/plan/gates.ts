import type { Gates, ScheduleEntry, Service } from '../config/config.ts';
import { writeDuration, writeSize } from '../config/quantity.ts';
import { words, type Setting } from './setting.ts';

/** Every option of the script that takes a value, in the order of a crontab line, with the word for that value. */
const VALUES = {
  '--memory-above': 'SIZE',
  '--uptime-above': 'DURATION',
  '--sustained': 'CHECKS',
  '--load-below': 'LOAD',
  '--cpu-pressure-below': 'PERCENT',
  '--memory-pressure-below': 'PERCENT',
  '--io-pressure-below': 'PERCENT',
  '--command-gate': 'NUMBER',
  '--wait': 'DURATION',
  '--otherwise': 'skip|restart',
  '--jitter': 'DURATION',
} as const;

export type Flag = keyof typeof VALUES;
const FLAGS = Object.keys(VALUES) as Flag[];

/** The commands of all gates, each once: an entry names one by its place, from 1. */
function gateCommands({ schedule }: Service): (readonly string[])[] {
  const known = new Map<string, readonly string[]>();
  for (const { when } of schedule) {
    if (when?.command !== undefined) known.set(JSON.stringify(when.command), when.command);
  }
  return [...known.values()];
}

/** Two decimals are what the kernel tells of load and pressure. */
const decimal = (value: number) => String(Math.max(Number(value.toFixed(2)), 0.01));

function optionsOf(service: Service, { when, jitter }: ScheduleEntry): Partial<Record<Flag, string>> {
  const delay = jitter === undefined ? {} : { '--jitter': writeDuration(jitter) };
  if (when === undefined) return delay;
  const { memory_above, uptime_above, sustained, load_below, pressure_below = {}, wait } = when;
  const { cpu, memory, io } = pressure_below;
  const places = gateCommands(service).map((one) => JSON.stringify(one));
  return {
    ...(memory_above === undefined ? {} : { '--memory-above': writeSize(memory_above) }),
    ...(when.uptime_above === undefined ? {} : { '--uptime-above': writeDuration(uptime_above ?? 0) }),
    ...(sustained > 1 ? { '--sustained': String(sustained) } : {}),
    ...(load_below === undefined ? {} : { '--load-below': decimal(load_below) }),
    ...(cpu === undefined ? {} : { '--cpu-pressure-below': decimal(cpu) }),
    ...(memory === undefined ? {} : { '--memory-pressure-below': decimal(memory) }),
    ...(io === undefined ? {} : { '--io-pressure-below': decimal(io) }),
    ...(when.command === undefined
      ? {}
      : { '--command-gate': String(places.indexOf(JSON.stringify(when.command)) + 1) }),
    ...(wait > 0 ? { '--wait': writeDuration(wait), '--otherwise': when.otherwise } : {}),
    ...delay,
  };
}

/** What an entry adds to its command line: `--memory-above 800M --uptime-above 10m --sustained 3`. */
export function gateOptions(service: Service, entry: ScheduleEntry): string[] {
  const options = optionsOf(service, entry);
  return FLAGS.flatMap((flag) => {
    const value = options[flag];
    return value === undefined ? [] : [flag, value];
  });
}

/** The options that some entry uses: the script takes no others. */
export function usedFlags(service: Service): Flag[] {
  const used = service.schedule.flatMap((entry) => Object.keys(optionsOf(service, entry)));
  return FLAGS.filter((flag) => used.includes(flag));
}

/** How long its command may think about a restart, and what follows if it hangs, in milliseconds. */
const ASKING = 33_000;

/** How long a run may take before it does anything, in milliseconds; a wait ends in time, whatever its command does. */
export function longestDelay({ jitter = 0, when }: ScheduleEntry): number {
  const asking = when?.command === undefined ? 0 : ASKING;
  return jitter + Math.max(when?.wait ?? 0, asking);
}

export const hasGate = (service: Service, has: (when: Gates) => boolean): boolean =>
  service.schedule.some(({ when }) => when !== undefined && has(when));

/** What stands in the data block for gates and jitter. */
export function gateSettings(service: Service): Setting[] {
  const flags = usedFlags(service);
  if (flags.length === 0) return [];
  const commands = gateCommands(service);
  if (commands.length === 0) return [words('FLAGS', flags)];
  const sizes = commands.map((one) => one.length);
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  return [
    words('FLAGS', flags),
    words('GATE_COMMANDS', commands.flat(), starts),
    words('GATE_SIZES', sizes.map(String)),
  ];
}

const WIDTH = 96;

/** The options in the head of the script, in lines that a terminal holds. */
export function gateUsage(service: Service): string[] {
  const lines: string[] = [];
  for (const flag of usedFlags(service)) {
    const option = `[${flag} ${VALUES[flag]}]`;
    const last = lines.at(-1);
    if (last === undefined || last.length + option.length > WIDTH - 9) lines.push(option);
    else lines.splice(-1, 1, `${last} ${option}`);
  }
  return lines;
}
