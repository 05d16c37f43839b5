import { askKey, textOf, wrongAt, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { askCommand, askUnit } from './dialogue-manager.ts';
import { kindOfDraft, startedByCommand, withKind, withoutMisfits } from './manager.ts';
import { askChoice, askProcess, labelled } from './prompts.ts';
import type { RunningProcess } from './processes.ts';
import { showsCommand } from './adopt.ts';
import { printable } from './process-row.ts';
import { adopt } from './start.ts';
import { valueAt } from '../config/values.ts';

const COMMAND = ['command'];

/** A draft, and the process that it was taken from. */
export interface Chosen {
  readonly draft: Draft;
  readonly from?: RunningProcess;
}

/** Two managers of one process would fight: that of systemd is offered first. */
async function wantsUnit({ pid, unit }: RunningProcess): Promise<boolean> {
  if (unit === undefined) return false;
  const offered = [
    { value: true, name: `Restart ${unit}`, short: unit },
    { value: false, name: 'Start and stop the process itself', short: 'the process itself' },
  ];
  return askChoice(labelled('Unit', `systemd keeps PID ${pid} as ${unit}`), offered, true);
}

/** What was taken from the process, for the person to see. */
function sayTaken(draft: Draft, { pid }: RunningProcess): string {
  const keys = ['command', 'user', 'group', 'working_directory', 'pid_file'];
  const taken = keys.flatMap((key) => {
    const text = textOf(valueAt(draft.service, [key]));
    return text === '' ? [] : [`${key} ${text}`];
  });
  return `From PID ${pid}: ${taken.join(', ')}`;
}

/** A process that was picked; where it does not show its command whole, the person completes it. */
export async function completeCommand(
  draft: Draft,
  from: RunningProcess,
  around: Surroundings,
): Promise<Chosen> {
  if (await wantsUnit(from)) {
    const asUnit = answer(withKind(draft, 'unit'), ['unit'], from.unit);
    return { draft: withoutMisfits(asUnit).draft, from };
  }
  around.tell(printable(sayTaken(draft, from)));
  if (wrongAt(draft, COMMAND, around) === undefined && showsCommand(from)) return { draft, from };
  const message = labelled('Command', `PID ${from.pid} does not show its arguments`);
  return { draft: await askKey(draft, COMMAND, message, around), from };
}

async function pick(draft: Draft, around: Surroundings): Promise<Chosen | undefined> {
  const from = await askProcess(labelled('Running', 'PID, user or words:'), around.processes());
  return from && completeCommand(adopt(draft, from), from, around);
}

/** What an existing service is restarted by, in a few words. */
function sayProcess(draft: Draft): string {
  const kind = kindOfDraft(draft);
  if (kind === 'command') return 'by commands of yours';
  const key = kind === 'unit' ? 'unit' : kind === 'kubernetes' ? 'workload' : 'command';
  return textOf(answerAt(draft, [key]));
}

interface Way {
  readonly value: 'keep' | 'pick' | 'type' | 'demo' | 'unit' | 'command' | 'kubernetes';
  readonly name: string;
  readonly short: string;
}

function waysOf(before: string, demonstration: string): readonly Way[] {
  const keep: Way = { value: 'keep', name: `As it is: ${before}`, short: before };
  const demo: Way = {
    value: 'demo',
    name: 'Try the demonstration that comes with Saikido',
    short: demonstration,
  };
  return [
    ...(before === '' ? [] : [keep]),
    { value: 'pick', name: 'Pick a running process', short: 'a running one' },
    { value: 'type', name: 'Type its command line', short: 'typed' },
    ...(before === '' ? [demo] : []),
    { value: 'unit', name: 'A unit that systemd has already', short: 'a unit' },
    { value: 'command', name: 'What Supervisor, Docker or PM2 manages', short: 'by commands' },
    { value: 'kubernetes', name: 'A workload of Kubernetes', short: 'a workload' },
  ];
}

/** What is restarted, and so who owns the process; that of an existing service may stay. */
export async function askProcessOf(draft: Draft, label: string, around: Surroundings): Promise<Chosen> {
  const before = sayProcess(draft);
  const preset = before === '' ? 'demo' : 'keep';
  const message = labelled(label, 'What is to be restarted?');
  const chosen = await askChoice(message, waysOf(before, around.demonstration), preset);
  if (chosen === 'keep') return { draft };
  if (chosen === 'demo') {
    return { draft: answer(startedByCommand(draft), COMMAND, around.demonstration) };
  }
  if (chosen === 'type') return { draft: await askCommand(draft, around) };
  if (chosen === 'unit') return { draft: await askUnit(draft, around) };
  if (chosen !== 'pick') return { draft: withKind(draft, chosen) };
  return (await pick(draft, around)) ?? askProcessOf(draft, label, around);
}
