import { isMapping, valueAt, type Mapping } from '../config/values.ts';

export type Path = readonly string[];

/** A copy with another value at `path`; `undefined` removes the key and every mapping that is then empty. */
export function setAt(tree: Mapping, path: Path, value: unknown): Mapping {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const inner = valueAt(tree, [key]);
  const next = rest.length === 0 ? value : setAt(isMapping(inner) ? inner : {}, rest, value);
  const gone = next === undefined || (rest.length > 0 && isMapping(next) && Object.keys(next).length === 0);
  if (!gone) return { ...tree, [key]: next };
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
}

/** A scalar as a person writes it; what is none, as JSON. */
export function textOfScalar(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The other way than `splitCommand` of the config: one line that POSIX quoting splits into these words. */
export function joinCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

export function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
