import { Document, isAlias, isCollection, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

/** A stretch of the text and what stands there afterwards. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = edits
    .toReversed()
    .toSorted((left, right) => right.from - left.from || right.to - left.to);
  return fromTheEnd.reduce(
    (next, { from, to, text: put }) => next.slice(0, from) + put + next.slice(to),
    text,
  );
}

function rangeOf(node: unknown): readonly [number, number, number] {
  const { range } = node as Node;
  if (!range) throw new Error('a node of no text');
  return range;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line in which the character before `at` stands. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', Math.max(0, at - 1));
  return end < 0 ? text.length : end + 1;
}

/** Where the last character of a node ends: what follows a collection, such as a comment, is not its own. */
function endOfNode(node: unknown): number {
  const isBlock = isCollection(node) && !node.flow && node.items.length > 0;
  if (!isBlock) return rangeOf(node)[1];
  return isMap(node) ? endOf(node.items.at(-1) as Pair) : endOfNode(node.items.at(-1));
}

function endOf({ key, value }: Pair): number {
  const isEmpty = value === null || (isScalar(value) && value.value === null);
  return isEmpty ? rangeOf(key)[1] : endOfNode(value);
}

function linesOf(text: string, pair: Pair): { readonly from: number; readonly to: number } {
  return { from: lineStart(text, rangeOf(pair.key)[0]), to: nextLine(text, endOf(pair)) };
}

/** Takes the lines of a pair away. */
export function removal(text: string, pair: Pair): Edit {
  return { ...linesOf(text, pair), text: '' };
}

function written(node: Node, indent: number): string {
  return new Document(node).toString({ lineWidth: 0, indent });
}

/** Puts another value in the place of one that stands on its line. */
export function replacement(pair: Pair, node: Node, indent: number): Edit | undefined {
  const { value } = pair;
  const isInline =
    (isScalar(value) && /^(?:PLAIN|QUOTE)/.test(value.type ?? '')) || (isCollection(value) && value.flow);
  const put = written(node, indent).trimEnd();
  if (!isInline || isAlias(value) || put.includes('\n')) return undefined;
  const [from, to] = rangeOf(value);
  return { from, to, text: put };
}

/** New lines for a pair behind the one at `index - 1`, in the column of the mapping's keys. */
export function insertion(text: string, map: YAMLMap, index: number, pair: Pair, indent: number): Edit {
  const first = map.items[0] as Pair;
  const [at] = rangeOf(first.key);
  const column = ' '.repeat(at - lineStart(text, at));
  const mapping = new Document({}).createNode({}) as YAMLMap;
  mapping.items.push(pair);
  const lines = written(mapping, indent).trimEnd().split('\n');
  const from = index === 0 ? lineStart(text, at) : nextLine(text, endOf(map.items[index - 1] as Pair));
  const glue = from > 0 && text[from - 1] !== '\n' ? '\n' : '';
  return { from, to: from, text: `${glue}${lines.map((line) => `${column}${line}\n`).join('')}` };
}
