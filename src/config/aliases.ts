import { isAlias, isMap, isSeq, visit, type Alias, type Document, type LineCounter } from 'yaml';
import type { Problem } from '../problem.ts';
import { startOf } from './positions.ts';
import { fileProblem } from './syntax.ts';

/** yaml stops at an alias without an anchor and does not tell where it is. */
export function unresolvedAliases(document: Document, lines: LineCounter): Problem[] {
  const anchors = new Set<string>();
  const found: Problem[] = [];
  visit(document, {
    Node(_, node) {
      if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
      if (isAlias(node) && !anchors.has(node.source))
        found.push(fileProblem('unresolved-alias', { name: node.source }, startOf(node, lines)));
    },
  });
  return found;
}

const textOf = (key: unknown) => (key as { source?: string } | null)?.source;

/** `<<` takes a mapping, or a list of them. An alias stands for what bore its anchor last. */
export function wrongMerges(document: Document, lines: LineCounter): Problem[] {
  const found: Problem[] = [];
  const anchors = new Map<string, unknown>();
  const isSource = (node: unknown) => isMap(isAlias(node) ? anchors.get(node.source) : node);
  visit(document, {
    Node(_, node) {
      if ('anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Pair(_, { key, value }) {
      if (textOf(key) !== '<<' || isSource(value)) return;
      if (isSeq(value) && value.items.every(isSource)) return;
      found.push(fileProblem('wrong-merge', {}, startOf(key, lines)));
    },
  });
  return found;
}

/** The first alias of what holds an alias, be it itself. */
function aliasOfAliases(document: Document): Alias | undefined {
  const holders = new Set<string>();
  let first: Alias | undefined;
  visit(document, {
    Alias(_, node, path) {
      for (const above of path) {
        if ('anchor' in above && above.anchor !== undefined) holders.add(above.anchor);
      }
      if (!holders.has(node.source)) return undefined;
      first = node;
      return visit.BREAK;
    },
  });
  return first;
}

/** What yaml (alias bombs) or the engine (an alias of itself) threw. */
export function thrown(error: unknown, document: Document, lines: LineCounter): Problem {
  const code = error instanceof RangeError ? 'endless' : 'too-many-aliases';
  return fileProblem(code, {}, startOf(aliasOfAliases(document), lines));
}
