import type { Document, LineCounter } from 'yaml';
import type { Position, Problem } from '../problem.ts';

const MOST_SYNTAX_PROBLEMS = 20;

type SyntaxError = Document['errors'][number] | Document['warnings'][number];

export function fileProblem(code: string, args: Problem['args'], position?: Position): Problem {
  return { code, severity: 'error', path: [], args, ...(position && { position }) };
}

/** A cron expression that begins with a star, which YAML takes for an alias; up to its star. */
const UNQUOTED_CRON = /^.*?[:[{,-]\s*(?=\*(?:\/\d+)?\s+[\d*])/;
/** They look like blanks, colons and quotes, and YAML takes them for letters. */
const LOOKALIKES = /[\u00a0\u1680\u2000-\u200f\u2018-\u201f\u2028-\u202f\u205f\u2060\u3000\ufeff\uff1a]/u;

function lineOf(text: string, line: number, lines: LineCounter): string {
  return text.slice(lines.lineStarts[line - 1], lines.lineStarts[line]);
}

/** Where a line has a cron expression that begins with a star and stands in no quotes. */
function unquotedCron(text: string, line: number, lines: LineCounter): Problem | undefined {
  const before = UNQUOTED_CRON.exec(lineOf(text, line, lines))?.[0];
  if (before === undefined) return undefined;
  return fileProblem('needs-quotes', { sign: '*' }, { line, column: before.length + 1 });
}

function lookalikeOf(line: string): string {
  const [sign] = LOOKALIKES.exec(line) ?? [];
  if (sign === undefined) return '';
  const number = sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `; the line holds U+${number}, which looks like a blank or a sign: type that anew`;
}

function syntaxProblem(error: SyntaxError, text: string, lines: LineCounter): Problem {
  const { code, message, pos, linePos } = error;
  const [from] = linePos ?? [];
  const position = from && { line: from.line, column: from.col };
  if (code === 'MULTIPLE_DOCS') return fileProblem('second-document', {}, position);
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^[^\s:,}]*/.exec(text.slice(pos[0], pos[0] + 80)) ?? [];
    return fileProblem('duplicate-key', { key }, position);
  }
  if (code === 'BAD_SCALAR_START') return fileProblem('needs-quotes', { sign: text[pos[0]] ?? '' }, position);
  const [sentence = ''] = message.split(/ at line \d+|\n/);
  const hint = from === undefined ? '' : lookalikeOf(lineOf(text, from.line, lines));
  return fileProblem('broken-syntax', { message: `${sentence.replace(/:$/, '')}${hint}` }, position);
}

/** One problem a place, and one a line for a cron expression: yaml complains of each star, and of brackets on each level. */
export function syntaxProblems(document: Document, text: string, lines: LineCounter): Problem[] {
  const all = [...document.errors, ...document.warnings].slice(0, MOST_SYNTAX_PROBLEMS);
  const first = all.filter((one, at) => all.findIndex((other) => other.pos[0] === one.pos[0]) === at);
  const found = new Map<string, Problem>();
  for (const error of first) {
    const [from] = error.linePos ?? [];
    const cron = from && unquotedCron(text, from.line, lines);
    found.set(
      cron === undefined ? `${error.pos[0]}` : `line ${from?.line}`,
      cron ?? syntaxProblem(error, text, lines),
    );
  }
  return [...found.values()];
}
