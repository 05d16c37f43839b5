import { splitCommand } from '../config/fields.ts';
import { commandOf, pidFileOf } from './adopt.ts';
import { answer, pidFileFor, answerAt, type Draft } from './draft.ts';
import { fits, kindOfDraft, startedByCommand } from './manager.ts';
import { nameFor, nameOf, subjectOf } from './names.ts';
import type { RunningProcess } from './processes.ts';
import { isMapping, valueAt } from '../config/values.ts';

/** Every night: a default that suits most, and one that a person sees working the next morning. */
export const DEFAULT_SCHEDULE = '0 3 * * *';

function serviceNames(file: Draft['file']): string[] {
  return isMapping(file['services']) ? Object.keys(file['services']) : [];
}

/** The names of services that the file has. */
export function servicesOf(draft: Pick<Draft, 'file'>): string[] {
  return serviceNames(draft.file);
}

/** An existing service of the file, to be edited. */
export function editService(draft: Draft, name: string): Draft {
  const service = valueAt(draft.file, ['services', name]);
  return { ...draft, name, service: isMapping(service) ? service : {} };
}

/** A name that the file does not have yet. */
function freeName(draft: Draft, wanted: string): string {
  const taken = new Set(serviceNames(draft.file));
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted.slice(0, 44)}-${count}`;
  return name;
}

/** Words of a command as the schema splits them; nothing where a quote is open. */
function wordsOf(command: unknown): readonly string[] {
  if (Array.isArray(command)) return command.map(String);
  return splitCommand(typeof command === 'string' ? command : '') ?? [];
}

/** What tells best how a service is called. */
function suggestedName(draft: Draft): string {
  const kind = kindOfDraft(draft);
  if (kind === 'unit')
    return nameOf(
      String(answerAt(draft, ['unit']))
        .replace(/@?\.service$/, '')
        .replaceAll('.', '-'),
    );
  if (kind === 'command') return nameOf(subjectOf(wordsOf(answerAt(draft, ['commands', 'start']))));
  if (kind === 'kubernetes') return nameOf(String(answerAt(draft, ['workload'])));
  return nameFor(wordsOf(answerAt(draft, ['command'])));
}

/** The service of this draft under the name that its process suggests, unless it has one. */
export function named(draft: Draft): Draft {
  if (draft.name !== '') return draft;
  return { ...draft, name: freeName(draft, suggestedName(draft)) };
}

/** With a PID file for who needs one: a script that starts the process, systemd for one in the background. */
export function withPidFile(draft: Draft): Draft {
  const kind = kindOfDraft(draft);
  const isNeeded = kind === 'pidfile' || (kind === 'generated' && answerAt(draft, ['type']) === 'forking');
  const lacks = isNeeded && answerAt(draft, ['pid_file']) === undefined;
  return lacks ? answer(draft, ['pid_file'], pidFileFor(draft)) : draft;
}

/** What a new service needs and nobody said. A workload is installed on no host: `install` would say nothing. */
export function withDefaults(draft: Draft): Draft {
  const hasNoHost = kindOfDraft(draft) === 'kubernetes' && servicesOf(draft).length === 0;
  const withFile = withPidFile(hasNoHost ? { ...draft, install: 'system' } : draft);
  return answerAt(draft, ['schedule']) === undefined
    ? answer(withFile, ['schedule'], DEFAULT_SCHEDULE)
    : withFile;
}

/** The draft with what a running process tells: command, user, working directory and, where one names it, PID file. */
export function adopt(draft: Draft, found: RunningProcess): Draft {
  const asOther = draft.install === 'system' && found.uid !== 0;
  const pidFile = pidFileOf(found);
  const folder = found.folder === '/' ? undefined : found.folder;
  const answers: [string, unknown][] = [
    ['command', commandOf(found)],
    ['user', asOther ? found.user : undefined],
    ['group', asOther ? found.group : undefined],
    ['working_directory', folder],
    ...(pidFile === undefined ? [] : [['pid_file', pidFile] as [string, unknown]]),
  ];
  const own = startedByCommand(draft);
  const telling = answers.filter(([key]) => fits(own, [key]));
  return telling.reduce((next, [key, value]) => answer(next, [key], value), own);
}
