import { parse } from 'yaml';
import { keyFacts } from '../config/key.ts';
import { answer, type Draft } from './draft.ts';
import { answerFlags, type AnswerFlag } from './flags.ts';
import { isMapping, same, valueAt } from '../config/values.ts';
import { textOfScalar, type Path } from './tree.ts';

/** Values of the flags by name, with `_` for `-`, as the command line hands them over. */
export type FlagValues = Readonly<Record<string, unknown>>;

export function pathOf(flag: AnswerFlag): Path {
  return flag.path.split('.');
}

/** What was typed for a flag; `undefined` when it was not given. */
export function typed(values: FlagValues, flag: AnswerFlag): readonly string[] | undefined {
  const value = values[flag.name.replaceAll('-', '_')];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.length > 0 ? (value as string[]) : undefined;
}

/** `{path: /x, match: "*.state"}` as in the file; a plain word stands for itself. */
function entry(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/** `KEY=value` words as a mapping; a word without `=` becomes a key without a value, which the schema refuses. */
export function readEnvironment(words: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

/** One typed text as the value that a file would hold; what does not fit stays text for the schema to refuse. */
export function readValue(path: Path, text: string): unknown {
  if (text === '') return undefined;
  const { kind } = keyFacts(path);
  if (kind === 'boolean')
    return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : text;
  if (kind === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  return text;
}

function readList(path: Path, texts: readonly string[]): unknown {
  const given = texts.filter((text) => text !== '');
  if (given.length === 0) return undefined;
  if (path[0] === 'environment') return readEnvironment(given);
  const entries = given.map(entry);
  if (path[0] === 'cleanup') return entries.map((item) => (isMapping(item) ? item : { path: item }));
  return entries.length === 1 && keyFacts(path).kind !== 'list' ? entries[0] : entries;
}

/** A flag that says something to one manager alone stands for that manager. */
const MANAGER_OF: readonly (readonly [pattern: RegExp, manager: string])[] = [
  [/^(?:unit|hardening)$/, 'systemd'],
  [/^commands\./, 'command'],
  [/^(?:workload|namespace|image)$/, 'kubernetes'],
];

function impliedManager(values: FlagValues): string | undefined {
  const given = answerFlags.filter((flag) => typed(values, flag)?.some((text) => text !== ''));
  return MANAGER_OF.find(([pattern]) => given.some(({ path }) => pattern.test(path)))?.[1];
}

/** The draft with every flag that was given as an answer. */
export function applyFlags(draft: Draft, values: FlagValues): Draft {
  const isNew = Object.keys(draft.service).length === 0;
  const manager = isNew ? impliedManager(values) : undefined;
  let next = manager === undefined ? draft : answer(draft, ['manager'], manager);
  for (const flag of answerFlags) {
    const texts = typed(values, flag);
    if (texts === undefined) continue;
    const path = pathOf(flag);
    next = answer(next, path, flag.repeat ? readList(path, texts) : readValue(path, texts.at(-1) ?? ''));
  }
  return next;
}

function writeEntry(item: unknown): string {
  if (typeof item === 'string') return item;
  if (isMapping(item) && Object.keys(item).length === 1 && typeof item['path'] === 'string')
    return item['path'];
  return JSON.stringify(item);
}

function writeTexts(flag: AnswerFlag, value: unknown): readonly string[] {
  if (value === undefined) return [''];
  if (flag.path === 'environment' && isMapping(value)) {
    return Object.entries(value).map(([key, text]) => `${key}=${String(text)}`);
  }
  if (flag.repeat) return (Array.isArray(value) ? value : [value]).map(writeEntry);
  return [textOfScalar(value)];
}

/** The flags that lead from one draft to another, as words of a command line. */
export function flagsBetween(
  before: Draft,
  after: Draft,
  joinWords: (words: readonly string[]) => string,
): string[] {
  return answerFlags.flatMap((flag) => {
    const path = pathOf(flag);
    const value = valueAt(after.service, path);
    if (same(valueAt(before.service, path), value)) return [];
    const isWords = Array.isArray(value) && !flag.repeat;
    const texts = isWords ? [joinWords(value as string[])] : writeTexts(flag, value);
    return texts.flatMap((text) =>
      text.startsWith('-') ? [`--${flag.name}=${text}`] : [`--${flag.name}`, text],
    );
  });
}
