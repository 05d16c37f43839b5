import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const table = readFileSync('templates/runbook/exit-codes.markdown.hbs', 'utf8');
const script = readFileSync('templates/bash/alert-text.bash', 'utf8');

const plain = (markdown: string) => markdown.replaceAll('`', '').trim();

test('an alert says the same as the runbook, for every exit code that a run may end with', () => {
  const rows = [...table.matchAll(/^\| (\d+) \|[^|]*\| ([^|]*) \|$/gm)].map(([, code, what = '']) => [
    code,
    plain(what),
  ]);
  const told = [...script.matchAll(/^ {4}(\d+)\) REPLY='([^']*)' ;;$/gm)].map(([, code, what]) => [
    code,
    what,
  ]);
  const never = ['2', '77'];
  expect(told).toEqual(rows.filter(([code = '']) => !never.includes(code)));
});
