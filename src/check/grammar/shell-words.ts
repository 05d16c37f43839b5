/** Splits a command of unquoted plain words and `'…'`, with `"$HOME"/` at most at its beginning; nothing else is accepted. */
export function readShellWords(text: string): string[] {
  const words: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, home, quoted, plain] =
      /^("\$HOME"\/)?(?:('[^']*'(?:\\''[^']*')*)|([A-Za-z0-9_./:@+,-]+))(?= \S|$)/.exec(rest) ?? [];
    if (whole === undefined || (home !== undefined && words.length > 0)) {
      throw new Error(`not a plain word: ${rest.slice(0, 40)}`);
    }
    const value = plain ?? quoted!.slice(1, -1).replaceAll("'\\''", "'");
    words.push(home === undefined ? value : `~/${value}`);
    rest = rest.slice(whole.length + 1);
  }
  return words;
}
