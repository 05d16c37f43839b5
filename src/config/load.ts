import type { Position, Problem } from '../problem.ts';
import { parseConfigText, readConfigFile, type ConfigSource } from './file.ts';
import { parseConfig, type Parsed } from './parse.ts';

/** Problems that are about a key rather than its value. */
const ABOUT_THE_KEY = new Set([
  'unknown-key',
  'foreign-key',
  'wrong-key',
  'literal-url',
  'reserved-key',
  'mark-in-environment',
  'name-of-bash',
  'key-of-other-manager',
]);

function inFileOrder(a: Position | undefined, b: Position | undefined): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

function locate(source: ConfigSource, problem: Problem): Problem {
  if (problem.position !== undefined) return problem;
  const part = ABOUT_THE_KEY.has(problem.code) ? 'key' : 'value';
  const position = source.positionOf(problem.path, part);
  return position === undefined ? problem : { ...problem, position };
}

export interface Loaded extends Parsed {
  /** What the file says, untyped; `undefined` when it could not be read. */
  readonly value: unknown;
  /** Gives a problem that is found later, such as while rendering, its place in the file. */
  readonly locate: (problem: Problem) => Problem;
}

function loadSource(source: ConfigSource): Loaded {
  return { ...parsed(source), value: source.value, locate: (problem) => locate(source, problem) };
}

function parsed(source: ConfigSource): Parsed {
  if (source.value === undefined) {
    return { problems: source.problems.toSorted((a, b) => inFileOrder(a.position, b.position)) };
  }
  const { config, problems } = parseConfig(source.value);
  const all = [...source.problems, ...problems].map((problem) => locate(source, problem));
  all.sort((a, b) => inFileOrder(a.position, b.position));
  return config !== undefined && source.problems.length === 0 ? { config, problems: all } : { problems: all };
}

/** Reads a config file. With an error among the problems, which are in file order, there is no config. */
export function loadConfig(file: string): Loaded {
  return loadSource(readConfigFile(file));
}

/** The same for the text of a file. */
export function loadConfigText(file: string, text: string): Loaded {
  return loadSource(parseConfigText(file, text));
}
