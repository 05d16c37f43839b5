import {
  Document,
  isAlias,
  isMap,
  isScalar,
  parseDocument,
  Scalar,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { applyEdits, insertion, removal, replacement, type Edit } from './edit.ts';
import { parseConfigText } from './file.ts';
import { keyOrder } from './key.ts';
import { isMapping, same, type Mapping, type Path } from './values.ts';
import { placeOf, quoted, sorted } from './write-nodes.ts';

interface Text {
  readonly text: string;
  readonly document: Document;
  readonly indent: number;
}

function nodeFor(value: unknown, before: unknown): Node {
  const node = quoted(new Document(value).contents) as Node;
  if (isScalar(node) && isScalar(before) && typeof value === 'string' && before.type !== undefined) {
    node.type = before.type === Scalar.PLAIN ? (node.type ?? Scalar.PLAIN) : before.type;
  }
  return node;
}

/** What a block mapping needs to hold `target`; a flow mapping is replaced as one value. */
function editsOf(map: YAMLMap, target: Mapping, path: Path, of: Text): Edit[] {
  const now = map.toJS(of.document) as Mapping;
  const pairOf = (key: string) => map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const gone = Object.keys(now).filter((key) => !Object.hasOwn(target, key));
  const edits = gone.flatMap((key) => {
    const pair = pairOf(key);
    return pair === undefined ? [] : [removal(of.text, pair)];
  });
  for (const [key, value] of Object.entries(sorted(target, path) as Mapping)) {
    if (Object.hasOwn(now, key) && same(now[key], value)) continue;
    const pair = pairOf(key);
    const fresh = new Document({}).createPair(key, value);
    if (pair === undefined) {
      const place = placeOf(map, key, keyOrder(path));
      edits.push(insertion(of.text, map, place, quoted(fresh) as Pair, of.indent));
    } else if (isMap(pair.value) && !pair.value.flow && isMapping(value) && !isAlias(pair.value)) {
      edits.push(...editsOf(pair.value, value, [...path, key], of));
    } else {
      edits.push(...exchange(pair, fresh, map, value, of));
    }
  }
  return edits;
}

function exchange(pair: Pair, fresh: Pair, map: YAMLMap, value: unknown, of: Text): Edit[] {
  const node = nodeFor(value, pair.value);
  if (isMap(node) && isMap(pair.value)) node.flow = true;
  const inline = replacement(pair, node, of.indent);
  if (inline !== undefined) return [inline];
  const place = map.items.indexOf(pair);
  return [removal(of.text, pair), insertion(of.text, map, place + 1, quoted(fresh) as Pair, of.indent)];
}

/** The text with the lines changed that must change, and no other; nothing where that is not enough. */
export function editedText(text: string, target: Mapping, indent: number): string | undefined {
  const document = parseDocument(text, { merge: true });
  const map = document.contents;
  if (!isMap(map) || map.flow) return undefined;
  const next = applyEdits(text, editsOf(map, target, [], { text, document, indent }));
  return same(parseConfigText('', next).value, target) ? next : undefined;
}
