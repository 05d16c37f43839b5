import fc from 'fast-check';

/** Values that broke one generator or another: each must come through unchanged, or be refused. */
export const hostile: readonly string[] = [
  '', ' ', ' lead', 'trail ', '\t', 'a\tb', '\n', 'a\nb', '\r\n', '\u0001', '\u001b[2J', '\u007f', '\u0085', '\u202e', '\u2028',
  '\ufeff', 'é', 'e\u0301', '😀', '__proto__', 'constructor', '{{x}}', '{{{x}}}', '<%= x %>', "'", '"', '`id`', '$(id)',
  '${IFS}', '$((1))', '\\', 'trailing \\', "it's", ';id', '&', '&&', '|', '>f', '*', '?', '[a]', '{a,b}', '~', '~root', '~/x', '!x',
  '!!', '#x', '# x', '-rf', '--', '-n', '%s%n', '%', '%%', '\\%', '\\\\%', '%h', '%n', 'a[$(id)]', 'EOF', "$'x'", 'x=1', '$HOME', '$$',
  '$&', "$'", '$`', '\\x41', '\\n', '@reboot', 'MAILTO=x', 'root', '[Service]', 'a\nExecStartPre=/bin/id', 'endscript', 'include x',
  '</script>', '&amp;', '\\\n', "'\\''", 'a\\', '\\"', '"\\', '#!/bin/sh', 'shellcheck disable=SC2086', '(', ')', 'a b  c', '\u00a0',
  'x'.repeat(5000), '\uffff', '\u{1fffe}', '\ue000', '\u0600', '\u{e0001}',
]; // prettier-ignore

/** No operating system can give a process these. */
export const impossible: readonly string[] = ['a\0b', '\0', '\ud800', 'x\udc00y'];

/** Arbitrary text, whole characters alone, with many of those that mean something to some language. */
function arbitraryText(): fc.Arbitrary<string> {
  const special = fc.constantFrom(...'\'"`$\\%{}[]()*?~!#&|;<>= \t\n\r@:,.-/\u0007\u202e'.split(''));
  const unit = fc.oneof(special, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }));
  return fc.string({ unit, maxLength: 30 }).filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text));
}

/** The same values in every run, so that one call of a real parser proves all of them. */
export function manyTexts(count = 1000): string[] {
  return [...hostile, ...fc.sample(arbitraryText(), { numRuns: count, seed: 20_261_122 })];
}
