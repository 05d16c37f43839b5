import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
});
const self = path.relative(root, import.meta.filename);
const files = stdout
  .split('\0')
  .filter((file) => file !== '' && file !== 'package-lock.json' && file !== self);

function lines(pick: (file: string) => boolean, pattern: RegExp): string[] {
  return files
    .filter((file) => pick(file) && statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile())
    .flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1} ${line.trim().slice(0, 120)}`] : [])),
    );
}

describe('words that stand nowhere', () => {
  test('there are files to read', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  test.each([
    [
      'paths of one machine',
      /(?:^|[^A-Za-z0-9_.$}~-])\/(?:work|farm)\/|\/home\/(?!X\b|app\b|USER\b|worker\b|me\b|you\b)[a-z]+\/(?:src|git|code)/,
    ],
    ['hosts of registries', /registry\.npmjs\.org|localhost:4873/],
    ['work left for later', /\b(?:TODO|FIXME|XXX)\b/],
  ])('%s', (_, pattern) => {
    expect(lines(() => true, pattern)).toEqual([]);
  });

  test('tests that do not run', () => {
    const pattern = /\b(?:it|test|describe)\.(?:skip|only|todo)\b/;
    expect(lines((file) => file.startsWith('test/'), pattern)).toEqual([]);
  });
});

/** Why each of these has no place in a script that runs as root. */
describe('commands that no bash of ours uses', () => {
  const isBash = (file: string) => /^templates\/.*\.bash(?:\.hbs)?$/.test(file);

  test('there is bash to read', () => {
    expect(files.filter(isBash).length).toBeGreaterThan(5);
  });

  test.each([
    ['eval', 'runs data as code', /(?:^|[;&|({]\s*|\bthen\s+|\bdo\s+)eval\b/],
    ['backticks', 'do not nest and hide quotes', /^[^#'"]*`/],
    ['echo', 'takes -n and backslashes for options', /(?:^|[;&|({]\s*|\bthen\s+|\bdo\s+)\s*echo\b/],
    ['which', 'is another program everywhere', /(?:^|[;&|({]\s*)\s*which\s/],
    ['ls', 'cannot be parsed: names may hold anything', /\$\(\s*ls\b/],
    ['pkill, killall', 'hit whoever has the name', /(?:^|[;&|({]\s*)\s*(?:pkill|killall)\b/],
    ['sudo', 'asks for a password where nobody answers', /(?:^|[;&|({]\s*)\s*sudo\b/],
    ['a fixed name in /tmp', 'can be made before us by anybody', /\/tmp\/[A-Za-z]/],
    ['chmod 777', 'lets anybody replace what root runs', /chmod\s+0?777/],
    ['curl | sh', 'runs what a stranger sends', /curl[^|]*\|\s*(?:ba)?sh\b/],
    ['|| true without a reason', 'hides every failure', /\|\|\s*true\s*$/],
  ])('%s, because it %s', (_, __, pattern) => {
    expect(lines(isBash, pattern)).toEqual([]);
  });
});
