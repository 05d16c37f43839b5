import { Lexer } from 'yaml';
import type { Position } from '../problem.ts';

/** Far above what any config has, and far below what exhausts the stack of a parser. */
const DEEPEST_NESTING = 100;

/** Line and column of a place in a text. */
export function textPosition(text: string, offset: number): Position {
  const line = text.slice(0, offset).split('\n').length;
  return { line, column: offset - text.lastIndexOf('\n', offset - 1) };
}

type Piece = readonly [text: string, offset: number];

function* everyBracket(text: string): Generator<Piece> {
  for (const { 0: sign, index } of text.matchAll(/[[\]{}]/g)) yield [sign, index];
}

/** Tokens that stand for no text: the beginning of a document, the end of a collection, a scalar. */
const WITHOUT_TEXT = new Set(['\u0002', '\u0018', '\u001f']);

/** As YAML reads them, none of those in quotes. */
function* tokens(text: string): Generator<Piece> {
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    yield [token, offset];
    if (!WITHOUT_TEXT.has(token)) offset += token.length;
  }
}

/** The offset at which too many brackets are open. */
function tooManyBrackets(pieces: Iterable<Piece>): number | undefined {
  let depth = 0;
  for (const [piece, offset] of pieces) {
    if (piece === '[' || piece === '{') depth += 1;
    if (piece === ']' || piece === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST_NESTING) return offset;
  }
  return undefined;
}

/** The offset of a line that stands in too many others by its indentation. */
function tooManyIndents(text: string): number | undefined {
  const indents: number[] = [];
  for (const { 0: lead, index } of text.matchAll(/^(?:[ \t]|[-?:][ \t])*(?=\S)/gm)) {
    while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
    indents.push(lead.length);
    const compact = lead.match(/[-?:]/g)?.length ?? 0;
    if (indents.length + compact > DEEPEST_NESTING) return index;
  }
  return undefined;
}

/** Where a text is nested so deeply that parsing it could end the process; only the lexer knows a bracket in quotes. */
export function tooDeepAt(text: string): Position | undefined {
  const brackets =
    tooManyBrackets(everyBracket(text)) === undefined ? undefined : tooManyBrackets(tokens(text));
  const offset = brackets ?? tooManyIndents(text);
  return offset === undefined ? undefined : textPosition(text, offset);
}
