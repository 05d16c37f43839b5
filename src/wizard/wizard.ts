import { askCleanup } from './dialogue-cleanup.ts';
import { askHealth } from './dialogue-health.ts';
import { askProcessOf, completeCommand, type Chosen } from './dialogue-process.ts';
import { askEnsure, askSchedule } from './dialogue-schedule.ts';
import { askStop } from './dialogue-stop.ts';
import { askCommands, askManager } from './dialogue-manager.ts';
import { askOneKey, wrongName, type Surroundings } from './dialogues.ts';
import type { Draft } from './draft.ts';
import { answerFlags } from './flags.ts';
import { typed, type FlagValues } from './flag-answers.ts';
import { fits, kindOfDraft, withoutMisfits } from './manager.ts';
import { askChoice, askText, askYesNo, labelled } from './prompts.ts';
import { questions, type Question } from './questions.ts';
import { editService, named, servicesOf, withDefaults, withPidFile } from './start.ts';

/** Keys that one dialogue settles; a flag for any of them answers its question. */
const SETTLES: Partial<Record<Question['dialogue'], readonly string[]>> = {
  process: ['command', 'unit'],
  stop: ['stop.signal', 'stop.timeout'],
  health: ['health_check.http', 'health_check.tcp', 'health_check.command'],
};

function isAnswered({ dialogue, path }: Question, draft: Draft, values: FlagValues): boolean {
  const given = (key: string) =>
    answerFlags.some((flag) => flag.path === key && typed(values, flag) !== undefined);
  if (dialogue === 'commands') return given('commands.start') && given('commands.stop');
  const byOthers = ['command', 'kubernetes'].includes(kindOfDraft(draft) ?? '');
  if (dialogue === 'process' && given('manager') && byOthers) return true;
  return (SETTLES[dialogue] ?? [path.join('.')]).some(given);
}

/** A question about one key needs that key; the one about the process decides which keys there are. */
function isOpen({ dialogue, path, when }: Question, draft: Draft): boolean {
  const isKey = dialogue !== 'process' && dialogue !== 'name' && dialogue !== 'install';
  const key = dialogue === 'stop' ? ['stop', 'timeout'] : path;
  return (!isKey || fits(draft, key)) && when?.(draft) !== false;
}

/** The name of a new service, and with it what such a service begins with; an existing one stays as it is. */
async function askName(unnamed: Draft, label: string, around: Surroundings): Promise<Draft> {
  if (servicesOf(unnamed).includes(unnamed.name)) return withPidFile(unnamed);
  const draft = named(unnamed);
  const check = (text: string) =>
    servicesOf(draft).includes(text)
      ? `there is a service ${text} already; it can be edited when the wizard begins`
      : wrongName({ ...draft, name: text }, around);
  const message = labelled(label, 'Names the files, such as worker-restart');
  return withDefaults({ ...draft, name: await askText({ message, default: draft.name, check }) });
}

async function askInstall(draft: Draft, label: string, isRoot: boolean): Promise<Draft> {
  if (isRoot || servicesOf(draft).length > 0) return draft;
  const offered = [
    { value: 'user' as const, name: 'me alone: everything below the home, no root', short: 'me alone' },
    { value: 'system' as const, name: 'the whole machine: installed as root', short: 'the whole machine' },
  ];
  return { ...draft, install: await askChoice(labelled(label), offered, draft.install) };
}

async function ask(question: Question, draft: Draft, around: Surroundings, isRoot: boolean): Promise<Draft> {
  const { dialogue, label } = question;
  if (dialogue === 'name') return askName(draft, label, around);
  if (dialogue === 'manager') return withPidFile(await askManager(draft, label, around));
  if (dialogue === 'commands') return askCommands(draft, around);
  if (dialogue === 'install') return askInstall(draft, label, isRoot);
  if (dialogue === 'stop') return askStop(draft, label, around);
  if (dialogue === 'health') return askHealth(draft, label, around);
  if (dialogue === 'cleanup') return askCleanup(draft, around);
  if (dialogue === 'schedule') return askSchedule(draft, label, around);
  if (dialogue === 'ensure') return askEnsure(draft, label);
  return askOneKey(draft, question, around);
}

async function askService(draft: Draft): Promise<Draft> {
  const names = servicesOf(draft);
  if (draft.name !== '' || names.length === 0) return draft;
  const offered = [
    ...names.map((value) => ({ value, name: `Edit ${value}`, short: value })),
    { value: '', name: 'Add another one', short: 'a new one' },
  ];
  const name = await askChoice(labelled('Service', 'The config has some already'), offered, names[0] ?? '');
  return name === '' ? draft : editService(draft, name);
}

export interface Setting {
  readonly flags: FlagValues;
  readonly around: Surroundings;
  readonly isRoot: boolean;
  /** The process of --from-pid. */
  readonly from?: Chosen['from'];
  /** Applied once the service is known, before anything is asked. */
  readonly prepare: (draft: Draft) => Draft;
}

/** The draft without what its manager has no use for; what that was is said. */
function settled(draft: Draft, around: Surroundings): Draft {
  const { draft: next, left } = withoutMisfits(draft);
  if (left.length > 0) around.tell(`Taken out: ${left.join(', ')}`);
  return next;
}

/** The whole dialogue; rejects with inquirer's ExitPromptError on Ctrl-C. */
export async function runWizard(empty: Draft, setting: Setting): Promise<Chosen> {
  const { flags, around, isRoot } = setting;
  let draft = setting.prepare(await askService(empty));
  let { from } = setting;
  let more = false;
  for (const question of questions) {
    if (question.level === 'more' && !more) {
      more = await askYesNo(labelled('More settings?'), false);
      if (!more) break;
    }
    if (isAnswered(question, draft, flags) || !isOpen(question, draft)) continue;
    if (question.dialogue !== 'process') {
      const before = draft;
      draft = settled(await ask(question, draft, around, isRoot), around);
      const opened = questions.filter(({ level }) => level === 'beginner' && question.dialogue === 'manager');
      for (const other of opened.filter((one) => !isOpen(one, before) && isOpen(one, draft))) {
        draft = await ask(other, draft, around, isRoot);
      }
    } else {
      const chosen = await (from === undefined
        ? askProcessOf(draft, question.label, around)
        : completeCommand(draft, from, around));
      draft = settled(chosen.draft, around);
      from = chosen.from;
    }
  }
  return from === undefined ? { draft } : { draft, from };
}
