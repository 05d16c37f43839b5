import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compareArchive, packBundle, writeArchive } from '../../src/output/archive.ts';
import { deflate } from '../../src/output/deflate.ts';
import type { Artifact } from '../../src/render/artifact.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido archive '));
afterAll(() => rmSync(scratch, { recursive: true }));

function file(name: string, content = `${name}\n`, mode: Artifact['mode'] = 0o644): Artifact {
  return { path: name, content, mode, language: 'bash' };
}

const deep = `root/${'folder/'.repeat(20)}worker-restart`;
const endless = `root/${'x'.repeat(180)}`;
const files = [
  file('RUNBOOK.md'),
  file('root/opt/with blanks & ünïcode', 'é\n'),
  file('root/usr/local/sbin/worker-restart', '#!/bin/bash\n', 0o755),
  file(deep),
  file(endless),
];

/** Every file below a folder with its mode and its text. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const plain = entries.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    plain.map((name) => {
      const at = path.join(folder, name);
      return [name, `${(statSync(at).mode & 0o777).toString(8)} ${readFileSync(at, 'utf8')}`];
    }),
  );
}

describe('deflate', () => {
  test('zlib inflates it to the input', () => {
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 2000 }).map((all) => Buffer.from(all.join(''))),
    );
    const holds = fc.check(
      fc.property(input, (bytes) => inflateRawSync(deflate(bytes)).equals(Buffer.from(bytes))),
    );
    expect(holds.counterexample).toBeNull();
  });

  test('also across its window, and with the longest repetitions', () => {
    const block = Buffer.from(Array.from({ length: 32_766 }, (_, i) => (i * i * 31) % 251));
    const long = Buffer.concat([block, Buffer.alloc(70_000, 'x'), block, block]);
    expect(inflateRawSync(deflate(long)).equals(long)).toBe(true);
    expect(deflate(long).length).toBeLessThan(block.length * 2);
  });
});

describe('the archive', () => {
  const packed = packBundle(files);
  const archive = path.join(scratch, 'a bundle.tar.gz');
  const expected = Object.fromEntries(
    files.map(({ path: name, mode, content }) => [name, `${mode.toString(8)} ${content}`]),
  );

  test.each([
    ['GNU tar', ['tar', 'xzf']],
    ['BusyBox', ['busybox', 'tar', 'xzf']],
  ] as const)('is unpacked by %s with every mode, below one folder', (_, [program, ...args]) => {
    writeArchive(archive, packed);
    const to = mkdtempSync(path.join(scratch, 'unpacked '));
    const said = execFileSync(program, [...args, archive, '-C', to], { encoding: 'utf8', stdio: 'pipe' });
    expect(said).toBe('');
    expect(readdirSync(to)).toEqual(['saikido-bundle']);
    expect(contents(path.join(to, 'saikido-bundle'))).toEqual(expected);
  });

  test('belongs to root, is sorted and holds its folders before their files', () => {
    writeArchive(archive, packed);
    const listed = execFileSync('tar', ['tvzf', archive, '--numeric-owner'], { encoding: 'utf8' });
    const lines = listed.trimEnd().split('\n');
    expect(lines.filter((line) => !/^[d-][rwx-]{9} 0\/0 +\d+ 1980-01-01 /.test(line))).toEqual([]);
    const names = lines.map((line) => line.slice(line.indexOf('saikido-bundle')));
    expect(names.slice(0, 3)).toEqual([
      'saikido-bundle/',
      'saikido-bundle/RUNBOOK.md',
      'saikido-bundle/root/',
    ]);
    expect(names).toHaveLength(files.length + new Set(names.filter((name) => name.endsWith('/'))).size);
  });

  test('has the same bytes under every Node on every processor: these', () => {
    expect(createHash('sha256').update(packed).digest('hex')).toMatchInlineSnapshot(
      `"b944c54ec5d423ed1d837545181e5e77cf92ed291bed38a0b46e0f922933bcdd"`,
    );
  });

  test('passes for ours by its header alone, whatever it holds', () => {
    writeArchive(archive, packed);
    expect(compareArchive(archive, packed)).toBe('same');
    expect(compareArchive(archive, packBundle(files.slice(1)))).toBe('changed');
    writeFileSync(archive, gzipSync(gunzipSync(packed)));
    expect(compareArchive(archive, packed)).toBe('foreign');
    expect(compareArchive(path.join(scratch, 'none'), packed)).toBe('new');
    symlinkSync(archive, path.join(scratch, 'link'));
    expect(compareArchive(path.join(scratch, 'link'), packed)).toBe('foreign');
    expect(compareArchive(scratch, packed)).toBe('foreign');
  });
});
