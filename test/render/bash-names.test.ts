import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BASH_NAMES } from '../../src/config/rules-process.ts';

const part = path.resolve(import.meta.dirname, '../../templates/bash/environment-file.bash');

/** What this code prints; some names end the shell that would set them. */
function bash(code: string, ...args: string[]): string {
  const env = { PATH: '/usr/bin:/bin' };
  return spawnSync('bash', ['-pc', code, 'bash', ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).stdout;
}

test('the config refuses the names that the script passes over in a file', () => {
  const text = readFileSync(part, 'utf8');
  const pieces = [...text.matchAll(/\bown\+?='([^']*)'/g)].map(([, piece]) => piece);
  expect(pieces.join('')).toBe(BASH_NAMES.source.replace('(?:', '('));
});

test('they are those that a command started by bash does not get', () => {
  const names = bash('compgen -v').trim().split('\n');
  const lost = names.filter((name) => {
    const given = bash('export "$1"; exec /usr/bin/env -0', `${name}=0 x`);
    return !given.split('\0').includes(`${name}=0 x`);
  });
  expect(lost).toContain('UID');
  expect(lost.filter((name) => !BASH_NAMES.test(name))).toEqual([]);
});
