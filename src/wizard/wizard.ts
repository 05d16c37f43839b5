import { askCleanup } from './dialogue-cleanup.ts';
import { askHealth } from './dialogue-health.ts';
import { askProcessOf, completeCommand, type Chosen } from './dialogue-process.ts';
import { askEnsure, askSchedule } from './dialogue-schedule.ts';
import { askStop } from './dialogue-stop.ts';
import { askOneKey, wrongName, type Surroundings } from './dialogues.ts';
import type { Draft } from './draft.ts';
import { answerFlags } from './flags.ts';
import { typed, type FlagValues } from './flag-answers.ts';
import { askChoice, askText, askYesNo, labelled } from './prompts.ts';
import { questions, type Question } from './questions.ts';
import { editService, named, servicesOf, withDefaults } from './start.ts';

/** Keys that one dialogue settles; a flag for any of them answers its question. */
const SETTLES: Partial<Record<Question['dialogue'], readonly string[]>> = {
  stop: ['stop.signal', 'stop.timeout'],
  health: ['health_check.http', 'health_check.tcp', 'health_check.command'],
};

function isAnswered(question: Question, values: FlagValues): boolean {
  const settled = SETTLES[question.dialogue] ?? [question.path.join('.')];
  return answerFlags.some((flag) => settled.includes(flag.path) && typed(values, flag) !== undefined);
}

async function askName(draft: Draft, label: string, around: Surroundings): Promise<Draft> {
  if (servicesOf(draft).includes(draft.name)) return draft;
  const check = (text: string) =>
    servicesOf(draft).includes(text)
      ? `there is a service ${text} already; it can be edited when the wizard begins`
      : wrongName({ ...draft, name: text }, around);
  const message = labelled(label, 'Names the files, such as worker-restart');
  return { ...draft, name: await askText({ message, default: draft.name, check }) };
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
  if (dialogue === 'name') return withDefaults(await askName(named(draft), label, around));
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
    if (isAnswered(question, flags) || question.when?.(draft) === false) continue;
    if (question.dialogue !== 'process') {
      draft = await ask(question, draft, around, isRoot);
    } else {
      const chosen = await (from === undefined
        ? askProcessOf(draft, question.label, around)
        : completeCommand(draft, from, around));
      draft = chosen.draft;
      from = chosen.from;
    }
  }
  return from === undefined ? { draft } : { draft, from };
}
