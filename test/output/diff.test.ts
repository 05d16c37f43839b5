import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/output/diff.ts';

/** What the real `patch` makes of the first text. */
function patched(one: string, diff: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'saikido patch '));
  const file = path.join(folder, 'file');
  writeFileSync(file, one);
  execFileSync('patch', ['--silent', '--posix', file], { input: diff });
  return readFileSync(file, 'utf8');
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '- x', '+ y'), { minLength: 1, maxLength: 25 })
  .map((lines) => `${lines.join('\n')}\n`);

test('patch makes the second text of the first', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const diff = unifiedDiff('file', one, other);
      expect(one === other ? one : patched(one, diff)).toBe(other);
    }),
    { numRuns: 150 },
  );
});

test('it is the shortest: one changed line is one line out and one in', () => {
  const one = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');
  const diff = unifiedDiff('x', one, one.replace('line 20', 'other'));
  expect(diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line))).toEqual(['-line 20', '+other']);
  expect(diff).toContain('@@ -18,7 +18,7 @@');
});

test('a new file comes from /dev/null, one that goes ends there', () => {
  expect(unifiedDiff('x', undefined, 'a\nb\n')).toBe('--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n');
  expect(unifiedDiff('x', 'a\n', undefined)).toBe('--- a/x\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n');
  expect(unifiedDiff('x', 'a\n', 'a\n')).toBe('');
});

test('a missing final newline is a difference', () => {
  const diff = unifiedDiff('x', 'a\nb', 'a\nb\n');
  expect(patched('a\nb', diff)).toBe('a\nb\n');
});
