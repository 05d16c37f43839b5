import type { Kind } from '../config/manager.ts';
import { keyFacts } from '../config/key.ts';
import { askKey, wrongAt, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { kindOfDraft, startedByCommand, withKind } from './manager.ts';
import { askChoice, labelled } from './prompts.ts';

/** The kinds of services, as whoever restarts one would call them. */
const KINDS: readonly (readonly [kind: Kind, says: string, short: string])[] = [
  ['pidfile', 'The script itself, with a PID file', 'pidfile'],
  ['unit', 'systemd: a unit that is there', 'systemd, a unit that is there'],
  ['generated', 'systemd: a unit made from the command', 'systemd, a unit made from the command'],
  ['command', 'Commands of yours: Supervisor, Docker, PM2 …', 'command'],
  ['kubernetes', 'Kubernetes: a workload of a cluster', 'kubernetes'],
];

export async function askUnit(draft: Draft, around: Surroundings): Promise<Draft> {
  return askKey(withKind(draft, 'unit'), ['unit'], labelled('Unit', 'Such as nginx.service'), around);
}

export async function askCommand(draft: Draft, around: Surroundings): Promise<Draft> {
  const message = labelled('Command', 'With its absolute path; quotes as in a shell');
  return askKey(startedByCommand(draft), ['command'], message, around);
}

const COMMANDS = [
  ['start', 'Start command'],
  ['stop', 'Stop command'],
  ['status', 'Status command'],
  ['pid', 'PID command'],
] as const;

/** Start and stop must be there; what tells whether it runs may be left empty. */
export async function askCommands(draft: Draft, around: Surroundings): Promise<Draft> {
  let next = draft;
  for (const [key, label] of COMMANDS) {
    const hint = keyFacts(['commands', key]).description;
    const needed = key === 'start' || key === 'stop';
    const lacking = () => wrongAt(answer(next, ['commands'], undefined), ['commands'], around);
    next = await askKey(next, ['commands', key], labelled(label, hint), around, needed ? lacking : undefined);
  }
  return next;
}

/** Who owns the process; a change asks at once for what tells the process then. */
export async function askManager(draft: Draft, label: string, around: Surroundings): Promise<Draft> {
  const now = kindOfDraft(draft) ?? 'pidfile';
  const offered = KINDS.map(([value, name, short]) => ({ value, name, short }));
  const message = labelled(label, keyFacts(['manager']).description);
  const chosen = await askChoice(message, offered, now);
  if (chosen === now) return draft;
  if (chosen === 'unit') return askUnit(draft, around);
  const next = withKind(draft, chosen);
  const lacks = (chosen === 'pidfile' || chosen === 'generated') && answerAt(next, ['command']) === undefined;
  return lacks ? askCommand(next, around) : next;
}
