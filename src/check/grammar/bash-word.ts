const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'" };

/** A value read back from bash, and how many characters of the text it took. */
export interface Read {
  readonly value: string;
  readonly length: number;
}

function bytesToText(bytes: readonly number[]): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** `$'…'`: escapes of one letter, and bytes as `\xHH`, which must be UTF-8 together. */
function readEscaped(text: string): Read {
  let value = '';
  let bytes: number[] = [];
  const flush = () => {
    value += bytesToText(bytes);
    bytes = [];
  };
  const token = /\\x([0-9a-f]{2})|\\([ntr\\'])|([^'\\])|(')/uy;
  token.lastIndex = 2;
  for (;;) {
    const match = token.exec(text);
    if (match === null) throw new Error("a word in $'…' is broken");
    const [, byte, escape, plain, end] = match;
    if (byte !== undefined) bytes.push(Number.parseInt(byte, 16));
    else {
      flush();
      if (end !== undefined) return { value, length: token.lastIndex };
      value += plain ?? ESCAPES[escape ?? ''];
    }
  }
}

/** `'…'` with `'\''` for a quote. */
function readQuoted(text: string): Read {
  const [whole] = /^'[^']*'(?:\\''[^']*')*/.exec(text) ?? [];
  if (whole === undefined) throw new Error("a word in '…' is not closed");
  return { value: whole.slice(1, -1).replaceAll("'\\''", "'"), length: whole.length };
}

/** One quoted word at the beginning of a text; nothing that bash would expand is accepted. */
export function readWord(text: string): Read {
  if (text.startsWith("$'")) return readEscaped(text);
  if (text.startsWith("'")) return readQuoted(text);
  throw new Error(`an unquoted word: ${text.slice(0, 40)}`);
}
