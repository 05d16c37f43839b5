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

/** `<<` takes a mapping, or a list of them. */
export function wrongMerges(document: Document, lines: LineCounter): Problem[] {
  const found: Problem[] = [];
  const isSource = (node: unknown) => isMap(isAlias(node) ? node.resolve(document) : node);
  visit(document, {
    Pair(_, { key, value }) {
      if (startOfText(key) !== '<<' || isSource(value)) return;
      if (isSeq(value) && value.items.every(isSource)) return;
      found.push(fileProblem('wrong-merge', {}, startOf(key, lines)));
    },
  });
  return found;
}

const startOfText = (key: unknown) => (key as { source?: string } | null)?.source;

/** Whether what an alias stands for holds it again, or holds other aliases. */
function holdsAliases(alias: Alias, document: Document): boolean {
  let found = false;
  const target = alias.resolve(document);
  if (target !== undefined) {
    visit(target, {
      Alias() {
        found = true;
        return visit.BREAK;
      },
    });
  }
  return found;
}

/** What yaml (alias bombs) or the engine (an alias of itself) threw, at the first alias of aliases. */
export function thrown(error: unknown, document: Document, lines: LineCounter): Problem {
  let first: Alias | undefined;
  visit(document, {
    Alias(_, node) {
      if (!holdsAliases(node, document)) return undefined;
      first = node;
      return visit.BREAK;
    },
  });
  return fileProblem(error instanceof RangeError ? 'endless' : 'too-many-aliases', {}, startOf(first, lines));
}
