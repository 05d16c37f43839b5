/** A mapping of a config as a person writes it. */
export interface Tree {
  readonly [key: string]: unknown;
}

export type Path = readonly string[];

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own keys only: a service may be called `constructor`. */
export function getAt(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const key of path) value = isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** A copy with another value at `path`; `undefined` removes the key and every mapping that is then empty. */
export function setAt(tree: Tree, path: Path, value: unknown): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const inner = getAt(tree, [key]);
  const next = rest.length === 0 ? value : setAt(isTree(inner) ? inner : {}, rest, value);
  const gone = next === undefined || (rest.length > 0 && isTree(next) && Object.keys(next).length === 0);
  if (!gone) return { ...tree, [key]: next };
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
}

/** Equality of written values, whatever the order of keys. */
export function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  }
  if (isTree(left) && isTree(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
    );
  }
  return left === right;
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
