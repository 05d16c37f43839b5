/** A word that fits no line is broken wherever it must. */
function wordsOf(text: string, room: number): string[] {
  return text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${Math.max(1, room)}}`, 'gu')) ?? ['']);
}

/** Lines of at most so many characters: the first begins with `head`, the others below the text of the first. */
export function wrap(text: string, width: number, head: string): string[] {
  const lines: string[] = [];
  let line = head;
  let empty = true;
  for (const word of wordsOf(text, width - head.length)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(head.length);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
