import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logrotatePath } from '../../src/escape/logrotate.ts';
import { impossible, manyTexts } from './hostile.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'saikido logrotate '));
chmodSync(folder, 0o755);

function accepted(file: string): boolean {
  try {
    return logrotatePath(file) !== '';
  } catch (error) {
    expect((error as Error).message).toContain('cannot hold');
    return false;
  }
}

test('every path that a config takes names that file and no other', () => {
  const names = [
    ...new Set(manyTexts(400).filter((name) => name !== '' && !name.includes('/') && name.length < 200)),
  ];
  const paths = names.map((name) => path.join(folder, 'logs', `x${name}`)).filter(accepted);
  expect(paths.length).toBeGreaterThan(40);
  mkdirSync(path.join(folder, 'logs'));
  for (const file of paths) writeFileSync(file, 'line\n', { mode: 0o644 });
  const config = path.join(folder, 'config');
  writeFileSync(
    config,
    paths.map((file) => `${logrotatePath(file)} {\n    rotate 1\n    create\n}\n`).join(''),
    { mode: 0o644 },
  );
  execFileSync('logrotate', ['-f', '-s', path.join(folder, 'state'), config], { stdio: 'pipe' });
  for (const file of paths) expect([file, existsSync(`${file}.1`)]).toEqual([file, true]);
});

test('patterns, quotes and line breaks are refused', () => {
  for (const part of [...impossible, '*', '?', '[a]', '{a,b}', '"', "'", '\\', '\n', '\t', '\u202e']) {
    expect(() => logrotatePath(`/var/log/${part}`)).toThrow('cannot hold');
  }
  expect(() => logrotatePath('relative')).toThrow('cannot hold');
});

test('logrotate itself follows ~/', () => {
  const home = path.join(folder, 'home');
  mkdirSync(path.join(home, 'logs'), { recursive: true });
  writeFileSync(path.join(home, 'logs', 'a b.log'), 'line\n');
  const config = path.join(folder, 'of a user');
  writeFileSync(config, `${logrotatePath('~/logs/a b.log')} {\n    rotate 1\n}\n`, { mode: 0o644 });
  const env = { PATH: '/usr/sbin:/usr/bin:/bin', HOME: home };
  execFileSync('logrotate', ['-f', '-s', path.join(home, 'state'), config], { stdio: 'pipe', env });
  expect(existsSync(path.join(home, 'logs', 'a b.log.1'))).toBe(true);
});
