import { readFileSync } from 'node:fs';
import { isAlias, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { Position, Problem } from '../problem.ts';
import { positionAt, startOf } from './positions.ts';
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

type SyntaxError = Document['errors'][number] | Document['warnings'][number];

function syntaxProblem({ code, message, pos, linePos }: SyntaxError, text: string): Problem {
  const [from] = linePos ?? [];
  const position = from && { line: from.line, column: from.col };
  if (code === 'MULTIPLE_DOCS') return problem('second-document', {}, position);
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^[^\s:,}]*/.exec(text.slice(pos[0], pos[0] + 80)) ?? [];
    return problem('duplicate-key', { key }, position);
  }
  const [sentence = ''] = message.split(/ at line \d+|\n/);
  return problem('broken-syntax', { message: sentence.replace(/:$/, '') }, position);
}

/** One problem a place: yaml complains of an open bracket on each level. */
function syntaxProblems(document: Document, text: string): Problem[] {
  const all = [...document.errors, ...document.warnings].slice(0, MOST_SYNTAX_PROBLEMS);
  const first = all.filter((one, at) => all.findIndex((other) => other.pos[0] === one.pos[0]) === at);
  return first.map((one) => syntaxProblem(one, text));
}

/** yaml stops at an alias without an anchor and does not tell where it is. */
function unresolvedAlias(document: Document, lines: LineCounter): Problem | undefined {
  const anchors = new Set<string>();
  let found: Problem | undefined;
  visit(document, {
    Node(_, node) {
      if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
      if (!isAlias(node) || anchors.has(node.source)) return undefined;
      found = problem('unresolved-alias', { name: node.source }, startOf(node, lines));
      return visit.BREAK;
    },
  });
  return found;
}

/** What yaml (alias bombs) or the engine (nesting that exhausts the stack) threw. */
function thrown(error: unknown): Problem {
  return error instanceof RangeError ? problem('endless', {}) : problem('too-many-aliases', {});
}

/** Reads YAML, of which JSON is a part. Never throws. */
export function parseConfigText(file: string, text: string): ConfigSource {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: true });
    const syntax = syntaxProblems(document, text);
    const alias = text.includes('*') ? unresolvedAlias(document, lines) : undefined;
    const problems = alias === undefined ? syntax : [...syntax, alias];
    const usable = problems.every(({ code }) => code === 'duplicate-key');
    return {
      file,
      value: usable ? document.toJS({ maxAliasCount: MOST_ALIASES }) : undefined,
      positionOf: (path, part = 'value') => positionAt(document, lines, path, part),
      problems,
    };
  } catch (error) {
    return unread(file, thrown(error));
  }
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'missing-file', EISDIR: 'not-a-file' };

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
