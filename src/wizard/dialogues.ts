import { whereIs } from './adopt.ts';
import { answer, problemsAt, answerAt, type Draft } from './draft.ts';
import { keyFacts } from '../config/key.ts';
import { splitCommand } from '../config/fields.ts';
import type { Problem } from '../problem.ts';
import { readEnvironment, readValue } from './flag-answers.ts';
import { askChoice, askText, askYesNo, labelled } from './prompts.ts';
import { hintOf, type Question } from './questions.ts';
import type { RunningProcess } from './processes.ts';
import { isMapping } from '../config/values.ts';
import { joinCommand, quoteWord, textOfScalar, type Path } from './tree.ts';

/** What the dialogue needs from outside its room. */
export interface Surroundings {
  readonly sentence: (problem: Problem) => string;
  /** The next runs of a cron expression in words; nothing for what is none. */
  readonly nextRuns: (cron: string, count: number) => readonly string[];
  readonly processes: () => readonly RunningProcess[];
  /** Command of the service that ships with the package. */
  readonly demonstration: string;
  /** Says something between two questions. */
  readonly tell: (text: string) => void;
}

/** The first sentence about a key, as the file would get it. */
export function wrongAt(draft: Draft, path: Path, around: Surroundings): string | undefined {
  const [problem] = problemsAt(draft, path);
  return problem && around.sentence(problem);
}

/** What is wrong with the name alone. */
export function wrongName(draft: Draft, around: Surroundings): string | undefined {
  const problem = problemsAt(draft, []).find(({ path }) => path.length === 2);
  return problem && around.sentence(problem);
}

/** A value of the config as one line of text. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return joinCommand(value.map(String));
  if (!isMapping(value)) return textOfScalar(value);
  return Object.entries(value)
    .map(([key, item]) => quoteWord(`${key}=${String(item)}`))
    .join(' ');
}

function readText(path: Path, text: string): unknown {
  if (keyFacts(path).kind !== 'list') return readValue(path, text);
  const words = splitCommand(text);
  if (words === undefined) return text;
  if (words.length === 0) return undefined;
  return path[0] === 'environment' ? readEnvironment(words) : words;
}

/** A text for one key, asked until the schema takes it; `whenEmpty` is a sentence where it must not be left out. */
export async function askKey(
  draft: Draft,
  path: Path,
  message: string,
  around: Surroundings,
  whenEmpty?: () => string | undefined,
): Promise<Draft> {
  const next = (text: string) => answerText(draft, path, text);
  const check = (text: string) => {
    const wrong = (text === '' ? whenEmpty?.() : undefined) ?? wrongAt(next(text), path, around);
    return wrong && wrong + wayOut(path, text);
  };
  const answered = next(await askText({ message, default: textOf(answerAt(draft, path)), check }));
  warnAt(answered, path, around);
  return answered;
}

/** Says at once what the file would be warned of. */
export function warnAt(draft: Draft, path: Path, around: Surroundings): void {
  for (const problem of problemsAt(draft, path, 'warning')) around.tell(`Mind: ${around.sentence(problem)}`);
}

const COMMANDS = ['command', 'preflight', 'start', 'stop', 'status', 'pid'];

/** Where a program that was typed by its bare name lies on this machine. */
function wayOut(path: Path, text: string): string {
  const [word = ''] = splitCommand(text) ?? [];
  const found = COMMANDS.includes(path.at(-1) ?? '') ? whereIs(word) : undefined;
  return found === undefined ? '' : `; ${word} is ${found} here`;
}

/** A list that is shown as text and not changed stays the list it was. */
function answerText(draft: Draft, path: Path, text: string): Draft {
  const now = answerAt(draft, path);
  return textOf(now) === text ? draft : answer(draft, path, readText(path, text));
}

/** A question for a single key, put as its kind in the schema wants it. */
export async function askOneKey(draft: Draft, question: Question, around: Surroundings): Promise<Draft> {
  const { path, label } = question;
  const { kind, choices } = keyFacts(path);
  const message = labelled(label, hintOf(question));
  if (kind === 'boolean') return answer(draft, path, await askYesNo(message, answerAt(draft, path) === true));
  if (kind !== 'choice' || choices === undefined) return askKey(draft, path, message, around);
  const offered = choices.map((value) => ({ value, name: value }));
  return answer(draft, path, await askChoice(message, offered, String(answerAt(draft, path))));
}
