import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { configReference } from '../src/config/reference.ts';
import { commands } from '../src/options.ts';

const root = path.resolve(import.meta.dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido readme '));
afterAll(() => rmSync(scratch, { recursive: true }));

function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, found, text]) =>
    found === language ? [text ?? ''] : [],
  );
}

/** The table under a heading cell, its rows as texts without the backticks around a whole cell. */
function tableRows(firstHeading: string): string[][] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`));
  const rest = lines.slice(start + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) =>
        cell
          .trim()
          .replace(/^(`+) ?(.*?) ?\1$/, '$2')
          .replaceAll('\\|', '|'),
      ),
  );
}

const shell = blocks('sh').flatMap((block) => block.trim().split('\n'));
const [config = ''] = blocks('yaml');

describe('the README', () => {
  test('has fewer than 200 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(200);
  });

  test('has the reference that the schema makes; npm run reference writes it', () => {
    const [, rest = ''] = readme.split('<!-- reference -->\n');
    expect(rest.slice(0, rest.indexOf('<!-- /reference -->'))).toBe(configReference());
  });

  test('names scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|(?<=run )[a-z:]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining([...new Set(named)]));
  });

  test('gives a reason for every dependency', () => {
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const own = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(
      own.filter((name) => !tableRows('package').some(([cell = '']) => cell.split(', ').includes(name))),
    ).toEqual([]);
    const unexplained = Object.keys(devDependencies).filter(
      (name) => !readme.includes(name) && !name.startsWith('@types/'),
    );
    expect(unexplained).toEqual([]);
  });
});

describe('its example', () => {
  const folder = path.join(scratch, 'an example');
  const bin = path.join(scratch, 'bin');
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1' };

  beforeAll(() => {
    mkdirSync(folder);
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'npx'), '#!/bin/bash\nexec "$@"\n', { mode: 0o755 });
    symlinkSync(path.join(root, 'dist/saikido.cjs'), path.join(bin, 'saikido'));
    writeFileSync(path.join(folder, 'saikido.yaml'), config);
  });

  const typed = shell.filter((line) => !line.startsWith('npm '));

  test('shows every command but schema', () => {
    const shown = typed.map((line) => line.split(' ')[2]);
    expect(commands.map(({ name }) => name).filter((name) => !shown.includes(name))).toEqual(['schema']);
  });

  test.each(typed)('%s', (line) => {
    const { status, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, env, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.each(tableRows('in the config'))('%s becomes %s', (written, made, file) => {
    if (!written?.startsWith('(')) expect(config).toContain(written);
    expect(readFileSync(path.join(folder, 'saikido-out', file ?? ''), 'utf8').split('\n')).toContain(made);
  });
});
