import { refuseImpossible, UNSEEN } from './unicode.ts';

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function hexBytes(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** `$'…'`: keeps a value on one line and shows what a screen would hide. */
function quoteEscaped(value: string): string {
  const visible = value.replace(/['\\]/g, '\\$&');
  const everyUnseen = new RegExp(UNSEEN, 'gu');
  return `$'${visible.replace(everyUnseen, (character) => SHORT[character] ?? hexBytes(character))}'`;
}

/** One word of bash, always quoted. Throws for NUL and broken Unicode, which no process can be given. */
export function quoteBash(value: string): string {
  refuseImpossible('bash', value);
  if (UNSEEN.test(value)) return quoteEscaped(value);
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** A path; one that begins with `~/` is joined to the home of whoever runs the script. */
export function quoteBashPath(path: string): string {
  return path.startsWith('~/') ? `"\${HOME}"/${quoteBash(path.slice(2))}` : quoteBash(path);
}

/** Words of an array literal, without the parentheses; those at the places `paths` are paths. */
export function quoteBashWords(values: readonly string[], paths: readonly number[] = []): string {
  const arePaths = new Set(paths);
  return values
    .map((value, place) => (arePaths.has(place) ? quoteBashPath(value) : quoteBash(value)))
    .join(' ');
}
