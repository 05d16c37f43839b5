/** Splits a command as POSIX quoting does, with neither expansion nor a shell; `undefined` when a quote is open. */
export function splitCommand(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let rest = text;
  const token = /^(?:([ \t\r\n]+)|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+))/;
  while (rest !== '') {
    const match = token.exec(rest);
    if (match === null) return undefined;
    const [whole, blank, single, double, escaped, plain] = match;
    rest = rest.slice(whole.length);
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const unescaped = double?.replace(/\\(?:\n|([$`"\\]))/g, '$1');
    word = (word ?? '') + (single ?? unescaped ?? escaped ?? plain ?? '');
  }
  if (word !== undefined) words.push(word);
  return words;
}
