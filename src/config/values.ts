/** Keys of mappings and indexes of lists, from the root of the config. */
export type Path = readonly (string | number)[];

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The value at the end of a path, by own keys only. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

/** A file has no `undefined`; where a program made the config it stands for a key that is not given. */
export function hasPath(value: unknown, path: Path): boolean {
  return valueAt(value, path) !== undefined;
}

/** Equality of written values, whatever the order of keys. */
export function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  }
  if (isMapping(left) && isMapping(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
    );
  }
  return left === right;
}

/** Freezes a tree in place. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const LONGEST_QUOTE = 60;

/** Escapes what would move the cursor, hide text or colour the terminal; JSON leaves DEL and the like as they are. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const plain: (value: unknown) => string = String;

/** A value as it stands in a message: short, on one line, without the password of a URL. */
export function quoteValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return isMapping(value) ? 'a mapping' : 'a value with a tag';
  if (typeof value !== 'string') return plain(value);
  const masked = value.replace(/:\/\/[^/@\s]*@/g, '://…@');
  const short = masked.length > LONGEST_QUOTE ? `${masked.slice(0, LONGEST_QUOTE)}…` : masked;
  return visible(JSON.stringify(short));
}

/** The JSON form of a name of a key, when it is not plain. */
export function quoteKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : quoteValue(key);
}
