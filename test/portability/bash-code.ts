/** Where the reader stands: in "…", in ${…}, in $(…) or another bracket. */
type Inside = '"' | '}' | ')';

const CLOSES: Readonly<Record<string, Inside>> = { '${': '}', '$(': ')', '<(': ')', '>(': ')' };

/** The index behind a '…' or $'…' that opens at `open`. */
function endOfQuote(text: string, open: number, escapes: boolean): number {
  let at = open + 1;
  while (at < text.length && text[at] !== "'") at += escapes && text[at] === '\\' ? 2 : 1;
  return at + 1;
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/**
 * The text with all that bash does not read as code blanked, lines and columns kept: comments, '…', what a backslash
 * quotes, and "…" but for the expansions in it. Throws when a quote or bracket stays open, for then it misread.
 */
export function codeOf(text: string): string {
  const inside: Inside[] = [];
  let code = '';
  let at = 0;
  const take = (length: number, asCode: boolean) => {
    const part = text.slice(at, at + length);
    code += asCode ? part : blank(part);
    at += length;
  };
  while (at < text.length) {
    const top = inside.at(-1);
    const quoted = top === '"' || (top === '}' && inside.at(-2) === '"');
    const [one, two] = [text[at]!, text.slice(at, at + 2)];
    const closes = CLOSES[two];
    if (one === '\\') take(2, false);
    else if (one === '"') {
      if (top === '"') inside.pop();
      else inside.push('"');
      take(1, true);
    } else if (closes !== undefined && (top !== '"' || two.startsWith('$'))) {
      inside.push(closes);
      take(2, true);
    } else if (one === top) {
      inside.pop();
      take(1, true);
    } else if (top === '"') {
      const name = /^\$(?:\w+|.)/.exec(text.slice(at, at + 60));
      take(name?.[0].length ?? 1, name !== null);
    } else if (two === "$'" && !quoted) take(endOfQuote(text, at + 1, true) - at, false);
    else if (one === "'") take(endOfQuote(text, at, false) - at, false);
    else if (one === '(' && top === ')') {
      inside.push(')');
      take(1, true);
    } else if (one === '#' && top !== '}' && /(?:^|[\s;&|(])$/.test(text.slice(Math.max(at - 1, 0), at))) {
      take(text.slice(at).split('\n', 1)[0]!.length, false);
    } else take(1, true);
  }
  if (inside.length > 0) throw new Error(`still open at the end: ${inside.join(' ')}`);
  return code;
}
