import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readExec } from '../../src/check/grammar/systemd.ts';
import {
  onCalendar, systemdAppend, systemdArg, systemdCommand, systemdEnv, systemdPath, systemdSpan, systemdValue,
} from '../../src/escape/systemd.ts'; // prettier-ignore
import { hostile, impossible, manyTexts } from './hostile.ts';

const manager = path.join(import.meta.dirname, 'user-manager.sh');

/** Runs a unit in a real systemd and gives what its commands were passed. */
function throughSystemd(lines: readonly string[]): string[] {
  const folder = mkdtempSync('/tmp/saikido systemd ');
  mkdirSync(path.join(folder, 'units'));
  writeFileSync(path.join(folder, 'record'), `#!/bin/bash\nprintf '%s\\0' "$@" >>"\${0%/*}/result"\n`);
  chmodSync(path.join(folder, 'record'), 0o755);
  const unit = [
    '[Service]',
    'Type=oneshot',
    ...lines.map((line) => line.replaceAll('@RECORD@', path.join(folder, 'record'))),
  ];
  writeFileSync(path.join(folder, 'units', 'probe.service'), `${unit.join('\n')}\n`);
  execFileSync('bash', [manager, folder, 'probe.service'], { stdio: 'pipe', timeout: 50_000 });
  return readFileSync(path.join(folder, 'result'), 'utf8').split('\0').slice(0, -1);
}

function accepted(quote: (value: string) => string): string[] {
  return manyTexts(150).filter((value) => {
    try {
      return quote(value).length < 5000;
    } catch (error) {
      expect((error as Error).message).toContain('cannot hold');
      return false;
    }
  });
}

test('every word that a unit takes reaches the program unchanged', () => {
  const values = accepted(systemdArg);
  expect(values.length).toBeGreaterThan(100);
  const lines = values.map((value) => `ExecStart="@RECORD@" ${systemdArg(value)}`);
  expect(throughSystemd(lines)).toEqual(values);
});

test('a variable reaches the program unchanged', () => {
  const values = hostile
    .filter((value) => accepted((text) => systemdEnv('VALUE', text)).includes(value))
    .slice(0, 60);
  const joined = values.map((value, index) => `Environment=${systemdEnv(`VALUE${index}`, value)}`);
  const all = values.map((_, index) => `\${VALUE${index}}`).join(' ');
  expect(throughSystemd([...joined, `ExecStart="@RECORD@" ${all}`])).toEqual(values);
});

test('a path with blanks and specifiers is that folder, and that file', () => {
  const folder = mkdtempSync('/tmp/saikido paths ');
  const place = `${folder}/ 100%n  %h -a:@b+c`;
  mkdirSync(place);
  writeFileSync(`${place}/an environment`, 'VALUE=of the file\n');
  const print = systemdCommand(['/bin/sh', '-c', 'echo "$VALUE"; exec "$0" "$PWD"']);
  const lines = [
    `WorkingDirectory=${systemdPath(place)}`,
    `EnvironmentFile=${systemdPath(`${place}/an environment`)}`,
    `StandardOutput=${systemdAppend(`${place}/an output`)}`,
    `ExecStart=${print} "@RECORD@"`,
  ];
  expect(throughSystemd(lines)).toEqual([place]);
  expect(readFileSync(`${place}/an output`, 'utf8')).toBe('of the file\n');
});

test('the grammar reads back what systemd reads', () => {
  for (const value of accepted(systemdArg))
    expect(readExec(`/x ${systemdArg(value)}`)).toEqual(['/x', value]);
});

/** Names of programs, each of which systemd is to find under that very name. */
const PROGRAMS = [
  'my prog',
  'a#b',
  'a;b',
  ';',
  '#',
  'ü',
  '😀',
  'a`b',
  '(a)',
  'a*[b]{c,d}?',
  '!x',
  '-x',
  '@x',
  ':x',
  'a|b&c<d>',
  '100%',
  '%n',
];

test.each(PROGRAMS)('systemd-analyze and the grammar take the program %j as it is', (name) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'saikido 100% '));
  const program = path.join(folder, name);
  writeFileSync(program, '#!/bin/sh\n');
  chmodSync(program, 0o755);
  expect(readExec(systemdCommand([program, 'a b']))).toEqual([program, 'a b']);
  expect(readExec(systemdCommand([`~/${name}`]))).toEqual([`~/${name}`]);
  const unit = path.join(folder, 'x.service');
  writeFileSync(unit, `[Service]\nType=oneshot\nExecStart=${systemdCommand([program, 'a b'])}\n`);
  const verify = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', unit], {
    encoding: 'utf8',
  });
  expect([verify.status, verify.stdout, verify.stderr]).toEqual([0, '', '']);
});

test('what systemd would read otherwise is refused', () => {
  for (const value of [...impossible, 'a\nb', 'a\tb', '\u202e', '\ufffe', '\ufdd0', '\u{10ffff}']) {
    expect(() => systemdArg(value)).toThrow('cannot hold');
    expect(() => systemdValue(value)).toThrow('cannot hold');
    expect(() => systemdEnv('X', value)).toThrow('cannot hold');
  }
  expect(() => systemdValue('trailing \\')).toThrow('cannot hold');
  expect(() => systemdEnv('A B', 'x')).toThrow('cannot hold');
  for (const program of ['relative', '/a"b', '/a$b', '/a\\b', '-/bin/x', '']) {
    expect(() => systemdCommand([program])).toThrow('cannot hold');
  }
  for (const value of ['/a ', '/ ', '~/a b ', ' /a', '/a\tb', '/a"b', 'a', '/'])
    expect(() => systemdPath(value)).toThrow('cannot hold');
  for (const value of ['daily\nX=y', '', ' daily', 'a"b', '%h'])
    expect(() => onCalendar(value)).toThrow('cannot hold');
  for (const value of [1.5, -1, Number.NaN]) expect(() => systemdSpan(value)).toThrow('cannot hold');
});

test('specifiers are text, but ~/ is the home', () => {
  expect(systemdValue('100 %n')).toBe('100 %%n');
  expect(systemdPath('~/a%b')).toBe('%h/a%%b');
  expect(systemdCommand(['~/.local/bin/x y', '$HOME'])).toBe('"%h/.local/bin/x y" "$$HOME"');
  expect([systemdSpan(90_000), systemdSpan(1500)]).toEqual(['90s', '1500ms']);
});
