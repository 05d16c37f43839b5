import { askKey, textOf, wrongAt, type Surroundings } from './dialogues.ts';
import { answer, valueAt, type Draft } from './draft.ts';
import { askChoice, askProcess, labelled } from './prompts.ts';
import type { RunningProcess } from './processes.ts';
import { showsCommand } from './adopt.ts';
import { adopt } from './start.ts';

const COMMAND = ['command'];

/** A draft, and the process that it was taken from. */
export interface Chosen {
  readonly draft: Draft;
  readonly from?: RunningProcess;
}

/** A process that was picked; where it does not show its command whole, the person completes it. */
export async function completeCommand(
  draft: Draft,
  from: RunningProcess,
  around: Surroundings,
): Promise<Chosen> {
  if (wrongAt(draft, COMMAND, around) === undefined && showsCommand(from)) return { draft, from };
  const message = labelled('Command', `PID ${from.pid} does not show its arguments`);
  return { draft: await askKey(draft, COMMAND, message, around), from };
}

async function pick(draft: Draft, around: Surroundings): Promise<Chosen | undefined> {
  const from = await askProcess(labelled('Running', 'PID, user or words:'), around.processes());
  return from && completeCommand(adopt(draft, from), from, around);
}

/** A command line typed, one of a running process, or the demonstration; an existing one may stay. */
export async function askProcessOf(draft: Draft, label: string, around: Surroundings): Promise<Chosen> {
  const before = textOf(valueAt(draft, COMMAND));
  const offered = [
    ...(before === '' ? [] : [{ value: 'keep', name: `As it is: ${before}`, short: before }]),
    { value: 'pick', name: 'Pick a running process', short: 'a running one' },
    { value: 'type', name: 'Type its command line', short: 'typed' },
    ...(before === ''
      ? [
          {
            value: 'demo',
            name: 'Try the demonstration that comes with Saikido',
            short: around.demonstration,
          },
        ]
      : []),
  ];
  const chosen = await askChoice(
    labelled(label, 'What is to be restarted?'),
    offered,
    before === '' ? 'demo' : 'keep',
  );
  if (chosen === 'keep') return { draft };
  if (chosen === 'demo') return { draft: answer(draft, COMMAND, around.demonstration) };
  if (chosen === 'type') {
    const message = labelled('Command', 'With its absolute path; quotes as in a shell');
    return { draft: await askKey(draft, COMMAND, message, around) };
  }
  return (await pick(draft, around)) ?? askProcessOf(draft, label, around);
}
