import { Document, isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import { keyOrder } from './key.ts';
import { editedText } from './edit-text.ts';
import { isMapping, same, type Path } from './values.ts';
import { placeOf, quoted, sorted } from './write-nodes.ts';

/** Name of the JSON Schema that `init` writes beside the config, so that editors complete its keys offline. */
export const schemaFile = 'saikido.schema.json';
const schemaLine = ` yaml-language-server: $schema=./${schemaFile}`;

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
  const indent = / *(?=\S)/.exec(/^ +\S/m.exec(text ?? '')?.[0] ?? '  x')?.[0].length ?? 2;
  const inPlace = blank || text === undefined ? undefined : editedText(text, target, indent);
  if (inPlace !== undefined) return withSchema(inPlace);
  syncMap(document, document.contents as unknown as YAMLMap, target, []);
  const edited = () => proven(document.toString({ lineWidth: 0, indent }), target);
  return withSchema(same(before, target) && text !== undefined ? text : edited());
}

function withSchema(body: string): string {
  return body.includes('yaml-language-server:') ? body : `#${schemaLine}\n${body}`;
}

/** An anchor may have carried a change elsewhere: then the values count, and the file is written anew. */
function proven(text: string, target: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length === 0 && same(document.toJS(), target)) return text;
  return new Document(quoted(new Document(sorted(target, [])).contents)).toString({ lineWidth: 0 });
}
