import type { Artifact, Language } from '../render/artifact.ts';
import type { Checker } from './checker.ts';
import { verdict } from './verdict.ts';

interface Finding {
  readonly message: string;
  readonly line?: number;
}

/** Traces of a value or a template that was not filled in. */
const TRACES = /\bundefined\b|\[object [A-Z][A-Za-z]*\]|\bNaN\b|\{\{|\}\}/g;
/** Languages in which `}}` is plain syntax. */
const CLOSES_TWICE: readonly Language[] = ['bash', 'bats', 'json', 'yaml'];

/**
 * The trace with the letters and digits that touch it: what no escaper changes. Those that an escaper made of a character
 * (`\t`, `\x7f`, `\u202e`) do not count.
 */
function wordAround(text: string, start: number, length: number): string {
  const [, before = ''] =
    /(?:\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[a-z]))?([A-Za-z0-9]*)$/.exec(text.slice(0, start)) ?? [];
  const after = /^[A-Za-z0-9]*/.exec(text.slice(start + length))?.[0] ?? '';
  return before + text.slice(start, start + length) + after;
}

/** Jinja's braces look like those of a template that was not filled in. */
function isSyntax(trace: string, language: Language): boolean {
  if (language === 'ansible') return trace === '{{' || trace === '}}';
  return trace === '}}' && CLOSES_TWICE.includes(language);
}

function* lineFindings(text: string, language: Language, texts: readonly string[]): Generator<string> {
  for (const { 0: trace, index } of text.matchAll(TRACES)) {
    if (isSyntax(trace, language)) continue;
    const word = wordAround(text, index, trace.length);
    if (!texts.some((own) => own.includes(word))) yield `"${trace}" was left over`;
  }
  if (/[ \t]$/.test(text)) yield 'blanks at the end of the line';
  if (text.includes('\r')) yield 'a carriage return';
}

function* fileFindings(artifact: Artifact, texts: readonly string[]): Generator<Finding> {
  const { content, language } = artifact;
  if (content === '') return yield { message: 'it is empty' };
  const lines = content.split('\n');
  if (lines.pop() !== '') yield { message: 'no newline at the end' };
  if (lines.at(-1) === '') yield { message: 'blank lines at the end', line: lines.length };
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    if (text === '' && lines[index - 1] === '') yield { message: 'two blank lines in a row', line };
    for (const message of lineFindings(text, language, texts)) yield { message, line };
  }
}

/** Text that no artifact may hold, unless the user's own values do. */
export const leftover: Checker = {
  name: 'leftover',
  async run(bundle, options) {
    const suspicious = options.texts.filter((text) => text.search(TRACES) >= 0);
    return bundle.artifacts.flatMap((artifact) =>
      verdict('leftover', artifact, [...fileFindings(artifact, suspicious)]),
    );
  },
};
