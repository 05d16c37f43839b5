import { Document, isMap, isScalar, parseDocument, Scalar, visit, type YAMLMap } from 'yaml';
import { keyOrder } from './key.ts';

type Path = readonly (string | number)[];

/** Name of the JSON Schema that `init` writes beside the config, so that editors complete its keys offline. */
export const schemaFile = 'saikido.schema.json';
const schemaLine = ` yaml-language-server: $schema=./${schemaFile}`;

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}

/** Strings that people know in quotes, such as cron expressions, get them. */
function quoted(node: unknown): unknown {
  visit(node as YAMLMap, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && /[*@]/.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return node;
}

/** Where a new key goes: before the first one that comes later in the schema. */
function placeOf(map: YAMLMap, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  if (rank < 0) return map.items.length;
  const later = map.items.findIndex(
    (item) => order.indexOf(String(isScalar(item.key) ? item.key.value : item.key)) > rank,
  );
  return later < 0 ? map.items.length : later;
}

function syncMap(
  document: Document,
  map: YAMLMap,
  target: Readonly<Record<string, unknown>>,
  path: Path,
): void {
  const now = map.toJS(document) as Record<string, unknown>;
  for (const key of Object.keys(now)) if (!Object.hasOwn(target, key)) map.delete(key);
  for (const [key, value] of Object.entries(target)) {
    if (Object.hasOwn(now, key) && same(now[key], value)) continue;
    const node = map.get(key, true);
    if (isMap(node) && isMapping(value)) {
      syncMap(document, node, value, [...path, key]);
    } else if (isScalar(node) && !isMapping(value) && !Array.isArray(value)) {
      node.value = value;
      quoted(node);
    } else if (map.has(key)) {
      map.set(key, quoted(document.createNode(value)));
    } else {
      const pair = document.createPair(key, sorted(value, [...path, key]));
      map.items.splice(placeOf(map, key, keyOrder(path)), 0, quoted(pair) as typeof pair);
    }
  }
}

/** New mappings in the schema's order, whatever the order of the answers. */
function sorted(value: unknown, path: Path): unknown {
  if (!isMapping(value)) return value;
  const order = keyOrder(path);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const entries = Object.entries(value).sort(([left], [right]) => rank(left) - rank(right));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, [...path, key])]));
}

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The text of a config file that holds `target`. Of an existing text, comments, order and what did not change stay;
 * JSON stays JSON. The text must be one that parses.
 */
export function writeConfigText(text: string | undefined, target: Readonly<Record<string, unknown>>): string {
  if (text !== undefined && isJson(text)) {
    return same(JSON.parse(text), target) ? text : `${JSON.stringify(sorted(target, []), undefined, 2)}\n`;
  }
  const document = parseDocument(text ?? '', { merge: true });
  const blank = !isMap(document.contents);
  if (blank) document.contents = document.createNode({}) as never;
  const before = document.toJS() as unknown;
  if (same(before, target) && text?.includes('yaml-language-server:')) return text;
  syncMap(document, document.contents as unknown as YAMLMap, target, []);
  const indent = / *(?=\S)/.exec(/^ +\S/m.exec(text ?? '')?.[0] ?? '  x')?.[0].length ?? 2;
  const edited = () => proven(document.toString({ lineWidth: 0, indent }), target);
  const body = same(before, target) && text !== undefined ? text : edited();
  return body.includes('yaml-language-server:') ? body : `#${schemaLine}\n${body}`;
}

/** An anchor may have carried a change elsewhere: then the values count, and the file is written anew. */
function proven(text: string, target: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length === 0 && same(document.toJS(), target)) return text;
  return new Document(quoted(new Document(sorted(target, [])).contents)).toString({ lineWidth: 0 });
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isMapping(value)) return value;
  return Object.entries(value)
    .map(([key, item]) => [key, ordered(item)])
    .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
}
