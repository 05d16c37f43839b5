/** One line of a log that a restart script wrote. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Minutes east of Greenwich, as the host that wrote it had them at that instant. */
  readonly offset: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly service: string;
  /** `stopped`, `restarted` …; not all of them need to be known here. */
  readonly event: string;
  /** Quotes are taken off; what the script escaped (`\n`, `\E`, `\303`) stays escaped, so no value has a control character. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The script cuts each value after 500 characters, so that its lines stay far below this, outcome and all. */
const LONGEST = 8192;

const HEAD =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d) (info|warn|error) ([a-z][a-z0-9-]{0,47}) ([a-z][a-z0-9_]*)(?= |$)/;

/** A quote inside a quoted value is `\"`, and a value without blanks stands bare. */
const STRICT = / ([a-z][a-z0-9_]*)=(?:"((?:[^"\\]|\\.)*)"(?= |$)|([^ ]*))/y;
/** A value that ends in a backslash looks as if its quote were escaped: here a quote ends it where the next key begins. */
const LENIENT = / ([a-z][a-z0-9_]*)=(?:"(.*?)"(?= [a-z][a-z0-9_]*=|$)|([^ ]*))/y;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;

interface Instant {
  readonly at: number;
  readonly offset: number;
}

function two(text: string, index: number): number {
  return (text.charCodeAt(index) - 48) * 10 + text.charCodeAt(index + 1) - 48;
}

/** `2026-11-22T03:00:01.204+09:00`, where each digit stands at its place. */
function instantOf(text: string): Instant | undefined {
  const year = two(text, 0) * 100 + two(text, 2);
  const [month, day, hour, minute, second] = [5, 8, 11, 14, 17].map((index) => two(text, index)) as Parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return;
  const east = two(text, 24) * 60 + two(text, 27);
  const offset = text[23] === '-' ? -east : east;
  const at = Date.UTC(year, month - 1, day, hour, minute - offset, second, Number(text.slice(20, 23)));
  return { at, offset };
}

type Parts = [number, number, number, number, number];

function readFields(pattern: RegExp, text: string, from: number): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  pattern.lastIndex = from;
  let end = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    end = pattern.lastIndex;
    fields[match[1]!] = match[2]?.replaceAll('\\"', '"') ?? match[3]!;
  }
  return end === text.length ? fields : undefined;
}

/** Reads one line without its newline; `undefined` when no restart script wrote it so. */
export function parseLine(text: string): LogLine | undefined {
  const head = HEAD.exec(text);
  if (head === null || text.length > LONGEST || CONTROL.test(text)) return undefined;
  const instant = instantOf(head[1]!);
  const fields = readFields(STRICT, text, head[0].length) ?? readFields(LENIENT, text, head[0].length);
  if (instant === undefined || fields === undefined) return undefined;
  return {
    at: instant.at,
    offset: instant.offset,
    level: head[2] as LogLine['level'],
    service: head[3]!,
    event: head[4]!,
    fields,
  };
}
