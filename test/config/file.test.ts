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
