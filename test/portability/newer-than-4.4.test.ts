import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf } from './bash-code.ts';
import { newer, type Newer } from './newer-than-4.4.ts';

const templates = path.resolve(import.meta.dirname, '../../templates');
const parts = ['bash', 'rehearsal'].flatMap((folder) =>
  readdirSync(path.join(templates, folder)).map((name) => path.join(folder, name)),
);
const files = ['restart.bash.hbs', ...parts].filter((file) => /\.(?:bash|bats|hbs)$/.test(file));
const codes = new Map(files.map((file) => [file, codeOf(readFileSync(path.join(templates, file), 'utf8'))]));

/** Lines as `file:line text`. The rehearsal runs where bats is, so its texts may pass through a temporary file. */
function uses({ what, pattern }: Newer): string[] {
  const spared = (file: string) => file.startsWith('rehearsal/') && what.startsWith('a here-string');
  return [...codes]
    .filter(([file]) => !spared(file))
    .flatMap(([file, code]) =>
      code.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
    );
}

describe('the script runs on bash 4.4', () => {
  test('there is bash to read', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(codes.get('bash/process.bash')).toContain('read_stat()');
  });

  test.each(newer)('$what ($since) is not in it', (feature) => {
    expect(uses(feature)).toEqual([]);
  });
});

describe('what is newer is found', () => {
  const samples = newer.flatMap(({ pattern, samples: found }) => found.map((text) => ({ text, pattern })));
  const old = newer.flatMap(({ pattern, old: fine = [] }) => fine.map((text) => ({ text, pattern })));

  test.each(samples)('$text', ({ text, pattern }) => {
    expect(codeOf(text)).toMatch(pattern);
  });

  test.each(old)('and not $text', ({ text, pattern }) => {
    expect(codeOf(text)).not.toMatch(pattern);
  });
});

describe('what bash reads as code', () => {
  test.each([
    ['x # EPOCHSECONDS', 'x               '],
    ["printf 'SRANDOM' y", 'printf           y'],
    ['printf "SRANDOM $x"', 'printf "        $x"'],
    ['"a${x:-"b"}c"', '" ${x:-" "} "'],
    ['"$(wait -p x "a b")"', '"$(wait -p x "   ")"'],
    ["$'it\\'s' y", '         y'],
    ['${#x} $# a#b', '${#x} $# a#b'],
    ["${x//'}'/y}", '${x//   /y}'],
    ['a\\"b', 'a  b'],
    ['x=$((1 << 2)) # y', 'x=$((1 << 2))    '],
  ])('%s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('a quote that stays open is told', () => {
    expect(() => codeOf('printf "x')).toThrow('still open');
  });
});
