import { readFileSync } from 'node:fs';
import {
  isAlias,
  isMap,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { Position, Problem } from '../problem.ts';
import type { Path } from './values.ts';

/** A config as read: its value, and where each part of it stands. */
export interface ConfigSource {
  readonly file: string;
  /** What the file says, untyped; `undefined` when it could not be read. */
  readonly value: unknown;
  /** Where the value at `path` stands, or its key; for what is absent, the key of the nearest parent. */
  readonly positionOf: (path: Path, part?: 'key' | 'value') => Position | undefined;
  readonly problems: readonly Problem[];
}

/** Every service may use some anchors; a bomb of nested aliases needs far more. */
const MOST_ALIASES = 20_000;
const LARGEST_FILE = 32 * 1024 * 1024;
const MOST_SYNTAX_PROBLEMS = 20;

function problem(code: string, args: Problem['args'], position?: Position): Problem {
  return { code, severity: 'error', path: [], args, ...(position && { position }) };
}

function unread(file: string, found: Problem): ConfigSource {
  return { file, value: undefined, positionOf: () => undefined, problems: [found] };
}

function keyOf(pair: Pair): string {
  const key: unknown = pair.key;
  return String(typeof key === 'object' && key !== null && 'value' in key ? key.value : key);
}

function start(node: unknown, lines: LineCounter): Position | undefined {
  const offset = (node as Node | null | undefined)?.range?.[0];
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The pair of a mapping that gives `key`: its own, else one that `<<` brings in. */
function pairOf(node: unknown, key: string, document: Document): Pair | undefined {
  if (!isMap(node)) return undefined;
  const own = node.items.find((pair) => keyOf(pair) === key);
  if (own !== undefined) return own;
  for (const pair of node.items.filter((item) => keyOf(item) === '<<')) {
    const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
    for (const source of sources) {
      const found = pairOf(isAlias(source) ? source.resolve(document) : source, key, document);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function locate(
  document: Document,
  lines: LineCounter,
  path: Path,
  part: 'key' | 'value',
): Position | undefined {
  let node: unknown = document.contents;
  let key: unknown = node;
  for (const step of path) {
    const at = isAlias(node) ? node.resolve(document) : node;
    const next = typeof step === 'number' && isSeq(at) ? at.items[step] : pairOf(at, String(step), document);
    if (next === undefined) return start(key, lines);
    node = isPair(next) ? next.value : next;
    key = isPair(next) ? next.key : next;
  }
  const isEmpty = (node as Node | null)?.range?.[0] === (node as Node | null)?.range?.[1];
  return start(part === 'key' || isEmpty ? key : node, lines);
}

function syntaxProblems(document: Document, text: string): Problem[] {
  const found = [...document.errors, ...document.warnings].slice(0, MOST_SYNTAX_PROBLEMS);
  return found.map(({ code, message, pos, linePos }) => {
    const [from] = linePos ?? [];
    const position = from && { line: from.line, column: from.col };
    if (code === 'DUPLICATE_KEY') {
      const [key = ''] = /^[^\s:,}]*/.exec(text.slice(pos[0], pos[0] + 80)) ?? [];
      return problem('duplicate-key', { key }, position);
    }
    const [sentence = ''] = message.split(/ at line \d+|\n/);
    return problem('broken-syntax', { message: sentence.replace(/:$/, '') }, position);
  });
}

/** Reads YAML, of which JSON is a part. Never throws. */
export function parseConfigText(file: string, text: string): ConfigSource {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: true });
    const problems = syntaxProblems(document, text);
    const broken = problems.some(({ code }) => code === 'broken-syntax');
    return {
      file,
      value: broken ? undefined : (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown),
      positionOf: (path, part = 'value') => locate(document, lines, path, part),
      problems,
    };
  } catch (error) {
    // yaml throws on alias bombs and unresolved aliases, the engine on nesting that exhausts the stack
    const deep = error instanceof RangeError;
    const message = deep ? 'it is nested too deeply' : String((error as Error).message).split('\n')[0];
    return unread(file, problem('broken-syntax', { message: message ?? '' }));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'missing-file',
  EISDIR: 'not-a-file',
  EACCES: 'unreadable-file',
};

/** Reads a config file; whatever is wrong with the file is among the problems. */
export function readConfigFile(file: string): ConfigSource {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    return unread(file, problem(REASONS[reason] ?? 'unreadable-file', { reason }));
  }
  if (bytes.length > LARGEST_FILE) return unread(file, problem('huge-file', {}));
  try {
    return parseConfigText(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unread(file, problem('not-utf8', {}));
  }
}
