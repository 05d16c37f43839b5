import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Position, Problem } from '../problem.ts';
import { thrown, unresolvedAliases, wrongMerges } from './aliases.ts';
import { textPosition, tooDeepAt } from './nesting.ts';
import { positionAt } from './positions.ts';
import { fileProblem, syntaxProblems } from './syntax.ts';
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

function unread(file: string, found: Problem): ConfigSource {
  return { file, value: undefined, positionOf: () => undefined, problems: [found] };
}

/** Reads YAML, of which JSON is a part. Never throws. */
export function parseConfigText(file: string, text: string): ConfigSource {
  try {
    return readText(file, text);
  } catch {
    return unread(file, fileProblem('endless', {}));
  }
}

function readText(file: string, text: string): ConfigSource {
  const nul = text.indexOf('\0');
  if (nul >= 0) return unread(file, fileProblem('holds-nul', {}, textPosition(text, nul)));
  const deep = tooDeepAt(text);
  if (deep !== undefined) return unread(file, fileProblem('endless', {}, deep));
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: true });
  const syntax = syntaxProblems(document, text, lines);
  const told = new Set(syntax.map(({ position }) => position?.line));
  const aliases = text.includes('*') ? unresolvedAliases(document, lines) : [];
  const merges = text.includes('<<') ? wrongMerges(document, lines) : [];
  const problems = [
    ...syntax,
    ...[...aliases, ...merges].filter(({ position }) => !told.has(position?.line)),
  ];
  const usable = problems.every(({ code }) => code === 'duplicate-key');
  const positionOf: ConfigSource['positionOf'] = (path, part = 'value') =>
    positionAt(document, lines, path, part);
  try {
    const value: unknown = usable ? document.toJS({ maxAliasCount: MOST_ALIASES }) : undefined;
    return { file, value, positionOf, problems };
  } catch (error) {
    return unread(file, thrown(error, document, lines));
  }
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'missing-file', EISDIR: 'not-a-file' };

/** The line that is no UTF-8, and how many characters of it are. */
function firstBadByte(bytes: Uint8Array): Position {
  const text = new TextDecoder('utf-8').decode(bytes);
  return textPosition(text, Math.max(0, text.indexOf('\ufffd')));
}

/** Reads a config file; whatever is wrong with the file is among the problems. */
export function readConfigFile(file: string): ConfigSource {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    return unread(file, fileProblem(REASONS[reason] ?? 'unreadable-file', { reason }));
  }
  if (bytes.length > LARGEST_FILE) return unread(file, fileProblem('huge-file', {}));
  try {
    return parseConfigText(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unread(file, fileProblem('not-utf8', {}, firstBadByte(bytes)));
  }
}
