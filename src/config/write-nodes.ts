import { isScalar, Scalar, visit, type YAMLMap } from 'yaml';
import { keyOrder } from './key.ts';
import { isMapping, type Path } from './values.ts';

/** Strings that people know in quotes, such as cron expressions, get them. */
export function quoted(node: unknown): unknown {
  visit(node as YAMLMap, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && /[*@]/.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return node;
}

/** Where a new key goes: before the first one that comes later in the schema. */
export function placeOf(map: YAMLMap, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  if (rank < 0) return map.items.length;
  const later = map.items.findIndex(
    (item) => order.indexOf(String(isScalar(item.key) ? item.key.value : item.key)) > rank,
  );
  return later < 0 ? map.items.length : later;
}

/** New mappings in the schema's order, whatever the order of the answers. */
export function sorted(value: unknown, path: Path): unknown {
  if (!isMapping(value)) return value;
  const order = keyOrder(path);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const entries = Object.entries(value).sort(([left], [right]) => rank(left) - rank(right));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, [...path, key])]));
}
