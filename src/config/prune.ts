import { isMapping, type Mapping, type Path } from './values.ts';

/** Lists whose items stand for themselves; of any other list all is left out with one item. */
const LISTS = new Set(['cleanup', 'schedule']);

const GONE = Symbol('gone');

function drop(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return GONE;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? drop(item, rest) : item));
  if (!isMapping(value)) return GONE;
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => {
    if (name !== key) return [name, item];
    const whole = Array.isArray(item) && !LISTS.has(name);
    return [name, whole ? GONE : drop(item, rest)];
  });
  return Object.fromEntries(entries.filter(([, item]) => item !== GONE));
}

/** What is left of a service without its wrong values. */
export interface Pruned {
  readonly value: Mapping;
  /** From a path in the rest to the path as written: the items of a list move up. */
  readonly written: (path: Path) => Path;
}

/** Leaves out what stands at `paths`; items of lists are left out whole. */
export function prune(value: Mapping, paths: readonly Path[]): Pruned {
  const holed = paths.reduce<Mapping>(
    (rest, path) => drop(rest, LISTS.has(String(path[0])) ? path.slice(0, 2) : path) as Mapping,
    value,
  );
  const kept = new Map<unknown, readonly number[]>();
  const entries = Object.entries(holed).map(([key, item]): [string, unknown] => {
    if (!Array.isArray(item)) return [key, item];
    kept.set(
      key,
      [...item.keys()].filter((index) => item[index] !== GONE),
    );
    return [key, item.filter((one) => one !== GONE)];
  });
  return {
    value: Object.fromEntries(entries),
    written: (path) => {
      const [key, index, ...rest] = path;
      const before = typeof index === 'number' ? kept.get(key)?.[index] : undefined;
      return key === undefined || before === undefined ? path : [key, before, ...rest];
    },
  };
}
