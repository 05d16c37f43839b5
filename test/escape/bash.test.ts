import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { quoteBash, quoteBashPath, quoteBashWords } from '../../src/escape/bash.ts';
import { readWord } from '../../src/check/grammar/bash-word.ts';
import { impossible, manyTexts } from './hostile.ts';

function bash(script: string, env: Record<string, string> = {}): string[] {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'saikido bash ')), 'script');
  writeFileSync(file, script);
  const options = {
    encoding: 'utf8' as const,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', ...env },
    maxBuffer: 1e8,
  };
  return execFileSync('bash', [file], options).split('\0').slice(0, -1);
}

test('every value comes out of bash as it went in', () => {
  const values = manyTexts(2000);
  expect(bash(values.map((value) => `printf '%s\\0' ${quoteBash(value)}\n`).join(''))).toEqual(values);
});

test('words of an array stay apart', () => {
  const values = manyTexts(200);
  expect(bash(`xs=(${quoteBashWords(values)})\nprintf '%s\\0' "\${xs[@]}"\n`)).toEqual(values);
});

test('a quoted value stays on one line and shows what it holds', () => {
  // oxlint-disable-next-line no-control-regex
  const unseen = /[\u0000-\u001f\u007f-\u009f\u202e\u2028]/;
  for (const value of manyTexts()) expect(quoteBash(value)).not.toMatch(unseen);
});

test('the grammar reads back what bash reads', () => {
  for (const value of manyTexts(2000)) {
    const quoted = quoteBash(value);
    expect(readWord(quoted)).toEqual({ value, length: quoted.length });
  }
});

test('what no process can be given is refused', () => {
  for (const value of impossible) expect(() => quoteBash(value)).toThrow('cannot hold');
});

test('a path below ~/ follows HOME, whatever that holds; another ~ is only a character', () => {
  const home = '/home/a $(id) b';
  const read = bash(`printf '%s\\0' ${quoteBashPath("~/it's/x y")} ${quoteBashPath('/a/~/b')}\n`, {
    HOME: home,
  });
  expect(read).toEqual([`${home}/it's/x y`, '/a/~/b']);
});
