/** Lines around a change that a unified diff shows. */
const CONTEXT = 3;

interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/** Lines with their newlines; the last one may lack it. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The furthest-reaching paths of each round of Myers' algorithm, until one reaches the end. */
function rounds(one: readonly string[], other: readonly string[]): Map<number, number>[] {
  const history: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let distance = 0; ; distance += 1) {
    history.push(new Map(reach));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const below = reach.get(diagonal - 1) ?? -1;
      const above = reach.get(diagonal + 1) ?? -1;
      const down = diagonal === -distance || (diagonal !== distance && below < above);
      let x = down ? above : below + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x += 1;
      reach.set(diagonal, x);
      if (x >= one.length && x - diagonal >= other.length) return history;
    }
  }
}

/** Walks the rounds back: the shortest script of edits between two lists of lines. */
function edits(one: readonly string[], other: readonly string[]): Edit[] {
  const script: Edit[] = [];
  let x = one.length;
  let y = other.length;
  const history = rounds(one, other);
  for (let distance = history.length - 1; distance >= 0; distance -= 1) {
    const reach = history[distance]!;
    const diagonal = x - y;
    const below = reach.get(diagonal - 1) ?? -1;
    const above = reach.get(diagonal + 1) ?? -1;
    const down = diagonal === -distance || (diagonal !== distance && below < above);
    const fromX = distance === 0 ? 0 : down ? above : below;
    const fromY = distance === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      if (distance > 0 && x === (down ? fromX : fromX + 1) && y === (down ? fromY + 1 : fromY)) break;
      x -= 1;
      y -= 1;
      script.push({ mark: ' ', line: one[x]! });
    }
    if (distance === 0) break;
    script.push(down ? { mark: '+', line: other[fromY]! } : { mark: '-', line: one[fromX]! });
    x = fromX;
    y = fromY;
  }
  return script.reverse();
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** Spans of edits that are shown: each change with its context, neighbours joined. */
function hunks(script: readonly Edit[]): Hunk[] {
  const found: Hunk[] = [];
  script.forEach(({ mark }, index) => {
    if (mark === ' ') return;
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(script.length, index + CONTEXT + 1);
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  });
  return found;
}

/** `start,count` of one side of a hunk; an empty side is counted from the line before it. */
function range(script: readonly Edit[], { start, end }: Hunk, without: '-' | '+'): string {
  const mine = (edit: Edit) => edit.mark !== without;
  const before = script.slice(0, start).filter(mine).length;
  const count = script.slice(start, end).filter(mine).length;
  return `${count === 0 ? before : before + 1},${count}`;
}

const shown = ({ mark, line }: Edit) =>
  line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;

/** A unified diff of two texts, as `patch` reads it; `undefined` stands for a file that is not there. */
export function unifiedDiff(path: string, one: string | undefined, other: string | undefined): string {
  if (one === other) return '';
  const script = edits(linesOf(one ?? ''), linesOf(other ?? ''));
  const from = one === undefined ? '/dev/null' : `a/${path}`;
  const to = other === undefined ? '/dev/null' : `b/${path}`;
  const parts = hunks(script).map((hunk) => {
    const head = `@@ -${range(script, hunk, '+')} +${range(script, hunk, '-')} @@\n`;
    return head + script.slice(hunk.start, hunk.end).map(shown).join('');
  });
  return `--- ${from}\n+++ ${to}\n${parts.join('')}`;
}
