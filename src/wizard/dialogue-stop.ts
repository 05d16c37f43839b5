import { askKey, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { fits } from './manager.ts';
import { askChoice, labelled } from './prompts.ts';

const SIGNAL = ['stop', 'signal'];
const KILL = ['stop', 'kill'];
const TIMEOUT = ['stop', 'timeout'];

async function askTimeout(draft: Draft, hint: string, around: Surroundings): Promise<Draft> {
  return askKey(draft, TIMEOUT, labelled('Stop timeout', hint), around);
}

/** Signal and timeout in one question; only who wants others is asked for them. Commands of yours send no signal. */
export async function askStop(draft: Draft, label: string, around: Surroundings): Promise<Draft> {
  if (!fits(draft, SIGNAL)) return askTimeout(draft, 'How long it may take to stop', around);
  const timeout = String(answerAt(draft, TIMEOUT));
  const now = String(answerAt(draft, SIGNAL));
  const ends = answerAt(draft, KILL) === false ? 'give up' : 'KILL';
  const signals = [now, ...['TERM', 'INT', 'QUIT'].filter((signal) => signal !== now)];
  const offered = [
    ...signals.map((value) => ({
      value,
      name: `${value}, then ${ends} after ${timeout}`,
      short: `${value}, ${timeout}`,
    })),
    { value: 'other', name: 'Another signal or timeout', short: 'another' },
  ];
  const chosen = await askChoice(labelled(label, 'How the process is asked to stop'), offered, now);
  if (chosen !== 'other') return answer(draft, SIGNAL, chosen);
  const withSignal = await askKey(draft, SIGNAL, labelled('Stop signal', 'TERM, INT, QUIT, USR1 …'), around);
  return askTimeout(withSignal, `How long it may take; then ${ends}`, around);
}
