import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cronCommand, cronEnv, cronWhen } from '../../src/escape/cron.ts';
import { impossible, manyTexts } from './hostile.ts';

/** What vixie cron gives to the shell (do_command.c): `%` ends the command, `\%` is a percent sign. */
function throughCron(line: string): string {
  let command = '';
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '\\' && (line[index + 1] === '%' || line[index + 1] === '\\'))
      command += line[(index += 1)];
    else if (line[index] === '%') return command;
    else command += line[index];
  }
  return command;
}

const folder = mkdtempSync(path.join(tmpdir(), 'saikido cron '));
const helper = path.join(folder, 'print it');
const result = path.join(folder, 'result');
writeFileSync(helper, `#!/bin/bash\nprintf '%s\\0' "$@" >>"$RESULT"\n`);
chmodSync(helper, 0o755);

function accepted(value: string): string | undefined {
  try {
    return cronCommand([helper, value]);
  } catch (error) {
    expect((error as Error).message).toContain('cannot hold');
    return undefined;
  }
}

test('every word that a crontab takes reaches the program unchanged', () => {
  const values = manyTexts(600).filter((value) => accepted(value) !== undefined);
  expect(values.length).toBeGreaterThan(100);
  const script = values.map((value) => throughCron(accepted(value)!)).join('\n');
  execFileSync('/bin/sh', ['-c', script], { env: { PATH: '/usr/bin:/bin', RESULT: result } });
  expect(readFileSync(result, 'utf8').split('\0').slice(0, -1)).toEqual(values);
});

test('a line break, a backslash, what is hidden and what is too long is refused', () => {
  for (const value of [...impossible, 'a\nb', 'a\rb', 'a\\b', '\u202e', 'x'.repeat(901)]) {
    expect(() => cronCommand([helper, value])).toThrow('cannot hold');
  }
});

test('a percent sign is escaped, and a program below ~/ is found through HOME', () => {
  expect(cronCommand(['/a/100%', 'b c'])).toBe("'/a/100\\%' 'b c'");
  expect(cronCommand(['~/.local/bin/x', '--quiet'])).toBe('"$HOME"/.local/bin/x --quiet');
});

test('a variable has neither blanks nor quotes, which cron would drop', () => {
  expect(cronEnv('PATH', '/usr/bin:/bin')).toBe('PATH=/usr/bin:/bin');
  for (const value of ['a b', '"x"', 'a\nb', '$HOME', '%'])
    expect(() => cronEnv('PATH', value)).toThrow('cannot hold');
  expect(() => cronEnv('A B', 'x')).toThrow('cannot hold');
});

test('the time is five fields or a nickname', () => {
  expect(cronWhen('0  3 * *\tsun')).toBe('0 3 * * sun');
  expect(cronWhen('@daily')).toBe('@daily');
  for (const value of ['0 3 * *', '0 3 * * * root', '0 3 * * *\n* * * * *', '@', '']) {
    expect(() => cronWhen(value)).toThrow('cannot hold');
  }
});
