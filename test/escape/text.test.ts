import { expect, test } from 'vitest';
import { comment } from '../../src/escape/comment.ts';
import { json } from '../../src/escape/json.ts';
import { markdown, markdownCell, markdownCode } from '../../src/escape/markdown.ts';
import { quoteShell, quoteShellPath } from '../../src/escape/shell.ts';
import { int, token } from '../../src/escape/token.ts';
import { readShellWords } from '../../src/check/grammar/shell-words.ts';
import { impossible, manyTexts } from './hostile.ts';

test('JSON gives back what it was given and hides nothing', () => {
  for (const value of manyTexts()) {
    expect(JSON.parse(json({ [value]: value }))).toEqual({ [value]: value });
    expect(json(value)).not.toMatch(/[\u007f-\u009f\u202e\u2028\ufeff]/);
  }
});

test('a comment is one line without control characters that ends in no backslash', () => {
  for (const value of manyTexts()) {
    // oxlint-disable-next-line no-control-regex
    expect(comment(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]|\\$|^\s|\s$/);
  }
  expect(comment('Sums up\nthe day\u202e')).toBe('Sums up?the day?');
  for (const value of impossible) expect(() => comment(value)).toThrow('cannot hold');
});

test('a plain word stays plain, all else is quoted', () => {
  expect(quoteShell('/usr/local/sbin/x')).toBe('/usr/local/sbin/x');
  expect(quoteShell("it's")).toBe("'it'\\''s'");
  expect(quoteShell('')).toBe("''");
  expect(quoteShellPath('~/a b')).toBe(`"$HOME"/'a b'`);
  expect(readShellWords(`"$HOME"/'a b' x '' 'it'\\''s'`)).toEqual(['~/a b', 'x', '', "it's"]);
});

test('inline code cannot be left', () => {
  expect(markdownCode('a')).toBe('`a`');
  expect(markdownCode('a`b')).toBe('``a`b``');
  expect(markdownCode('`a``')).toBe('``` `a`` ```');
  expect(markdown('*x* [y](z) <b>')).toBe('\\*x\\* \\[y\\](z) \\<b\\>');
});

test('no text begins a list, a rule or a heading', () => {
  expect(['- x', '+ x', '---', '===', '1. x', '12) x'].map(markdown)).toEqual([
    '\\- x',
    '\\+ x',
    '\\---',
    '\\===',
    '1\\. x',
    '12\\) x',
  ]);
  expect(markdown('a - b, 1. and v1.2')).toBe('a - b, 1. and v1.2');
});

test('no code ends a cell of a table', () => {
  expect(markdownCell('/opt/a|b')).toBe('`/opt/a\\|b`');
  expect(markdownCell('`|`')).toBe('`` `\\|` ``');
});

test('a token is one plain word and a number is whole', () => {
  expect([token('worker@1.service'), int(0), int(-0), int(30_000)]).toEqual([
    'worker@1.service',
    '0',
    '0',
    '30000',
  ]);
  for (const value of ['', 'a b', 'a\n', '$x', "'", 'a/b']) expect(() => token(value)).toThrow('cannot hold');
  for (const value of [1.5, Number.NaN, Infinity, 1e21]) expect(() => int(value)).toThrow('cannot hold');
});
