import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { Position } from '../problem.ts';
import type { Path } from './values.ts';

/** Where a node of the document begins. */
export function startOf(node: unknown, lines: LineCounter): Position | undefined {
  const offset = (node as Node | null | undefined)?.range?.[0];
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function keyOf({ key }: Pair): string {
  // the key ~ is that of no text
  const value: unknown = isScalar(key) ? (key.value ?? '') : key;
  // a merge key is the symbol of its text
  return typeof value === 'symbol' ? (value.description ?? '') : String(value);
}

/** The pair of a mapping that gives `key`: its own, the last where it is given twice, else one that `<<` brings in. */
function pairOf(node: unknown, key: string, document: Document): Pair | undefined {
  if (!isMap(node)) return undefined;
  const own = node.items.findLast((pair) => keyOf(pair) === key);
  if (own !== undefined) return own;
  for (const pair of node.items.filter((item) => keyOf(item) === '<<')) {
    const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
    for (const source of sources) {
      const found = pairOf(isAlias(source) ? source.resolve(document) : source, key, document);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * Where the value at `path` begins, or its key. What is absent is looked for at the key of its nearest parent,
 * and so is a value of which nothing is written.
 */
export function positionAt(
  document: Document,
  lines: LineCounter,
  path: Path,
  part: 'key' | 'value',
): Position | undefined {
  let node: unknown = document.contents;
  let key: unknown = node;
  for (const step of path) {
    const at = isAlias(node) ? node.resolve(document) : node;
    const next = typeof step === 'number' && isSeq(at) ? at.items[step] : pairOf(at, String(step), document);
    if (next === undefined) return startOf(key, lines);
    node = isPair(next) ? next.value : next;
    key = isPair(next) ? next.key : next;
  }
  const [start, end] = (node as Node | null)?.range ?? [];
  return startOf(part === 'key' || start === end ? key : node, lines);
}
