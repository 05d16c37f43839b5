import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfigText, readConfigFile } from '../../src/config/file.ts';

const folder = mkdtempSync(join(tmpdir(), 'saikido config '));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function codesOf(file: string): string[] {
  return readConfigFile(file).problems.map(({ code }) => code);
}

describe('readConfigFile', () => {
  it('reads YAML and JSON to the same value', () => {
    const yaml = readConfigFile(write('a.yaml', 'services:\n  a: { command: [/a, "1"] }\n'));
    const json = readConfigFile(write('a.json', '{"services": {"a": {"command": ["/a", "1"]}}}'));
    expect(yaml.problems).toEqual([]);
    expect(yaml.value).toEqual({ services: { a: { command: ['/a', '1'] } } });
    expect(json.value).toEqual(yaml.value);
  });

  it('ignores a byte order mark and takes CRLF for a line end', () => {
    const { value, problems } = readConfigFile(write('dos.yaml', '\ufeffversion: 1\r\ninstall: user\r\n'));
    expect(problems).toEqual([]);
    expect(value).toEqual({ version: 1, install: 'user' });
  });

  it('tells what is wrong with the file itself', () => {
    const large = write('large.yaml', '');
    truncateSync(large, 32 * 1024 * 1024 + 1);
    mkdirSync(join(folder, 'dir.yaml'));
    expect(codesOf(join(folder, 'none.yaml'))).toEqual(['missing-file']);
    expect(codesOf(join(folder, 'dir.yaml'))).toEqual(['not-a-file']);
    expect(codesOf(write('file.yaml', '') + '/saikido.yaml')).toEqual(['unreadable-file']);
    expect(codesOf(large)).toEqual(['huge-file']);
    expect(codesOf(write('latin1.yaml', Uint8Array.of(0x61, 0x3a, 0x20, 0xe9)))).toEqual(['not-utf8']);
  });
});

describe('parseConfigText', () => {
  const places = (text: string) =>
    parseConfigText('saikido.yaml', text).problems.map(({ code, position }) => [
      code,
      position?.line,
      position?.column,
    ]);
  const list = (count: number) => Array.from({ length: count }, (_, index) => `${' '.repeat(index)}- a:`);

  it.each([
    ['open brackets', `a: ${'['.repeat(20_000)}`, 1, 104],
    ['open braces', `a: 1\nb: ${'{a: '.repeat(20_000)}`, 2, 404],
    ['closed brackets', `a:\n  "]"\nb: ${'['.repeat(9000)}${']'.repeat(9000)}`, 3, 104],
    ['indents', Array.from({ length: 3000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 101, 1],
    ['lists on a line', `a:\n${'- '.repeat(5000)}x`, 2, 1],
    ['lists', list(3000).join('\n'), 100, 1],
  ] as const)('tells where %s are nested beyond what a parser can bear', (_, text, line, column) => {
    expect(places(text)).toEqual([['endless', line, column]]);
  });

  it('counts no bracket of a text', () => {
    const text = Array.from({ length: 300 }, (_, index) => `- ["[[{{[[", '{{', "{", x${index}]`).join('\n');
    expect(places(text)).toEqual([]);
    expect(places(Array.from({ length: 300 }, () => "- it's [[[ plain").join('\n'))).toEqual([]);
  });

  it('tells where a NUL and what is no UTF-8 stand', () => {
    expect(places('a: 1\nb: x\0y\n')).toEqual([['holds-nul', 2, 5]]);
    expect(places(Buffer.from('a: b', 'utf16le').toString())).toEqual([['holds-nul', 1, 2]]);
    const [found] = readConfigFile(write('latin.yaml', Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'))).problems;
    expect(found).toMatchObject({ code: 'not-utf8', position: { line: 2, column: 7 } });
  });
});

describe('positionOf', () => {
  const source = parseConfigText(
    'saikido.yaml',
    [
      'x: &x { a: 1 }', // 1
      'services:', // 2
      '  worker:', // 3
      '    <<: *x', // 4
      '    stop: { timeout: 5 }', // 5
      '    list:', // 6
      '      - one', // 7
      '      - path: /a', // 8
      '    none:', // 9
      '    same: *x', // 10
    ].join('\n'),
  );
  const worker = ['services', 'worker'];

  it.each([
    ['a value', [...worker, 'stop', 'timeout'], 'value', 5, 22],
    ['a key', [...worker, 'stop', 'timeout'], 'key', 5, 13],
    ['an item of a list', [...worker, 'list', 0], 'value', 7, 9],
    ['a key in a list', [...worker, 'list', 1, 'path'], 'value', 8, 15],
    ['what is absent, at its parent', [...worker, 'stop', 'signal'], 'value', 5, 5],
    ['what is absent deep down, at what there is', [...worker, 'log', 'rotate', 'keep'], 'value', 3, 3],
    ['a key without value', [...worker, 'none'], 'value', 9, 5],
    ['what a merge key brings', [...worker, 'a'], 'value', 1, 12],
    ['what stands behind an alias', [...worker, 'same', 'a'], 'value', 1, 12],
    ['the alias', [...worker, 'same'], 'value', 10, 11],
    ['the whole', [], 'value', 1, 1],
  ] as const)('finds %s', (_, path, part, line, column) => {
    expect(source.positionOf(path, part)).toEqual({ line, column });
  });
});
