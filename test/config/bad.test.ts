import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConfigText } from '../../src/config/load.ts';
import { problemLine } from '../../src/ui/messages.ts';
import { SENTENCES } from '../../src/ui/sentences.ts';

const folder = new URL('bad/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

function load(name: string) {
  return loadConfigText('saikido.yaml', read(`${name}.yaml`));
}

const WARNINGS = ['pid-file-in-tmp', 'slips'];
/** Codes that no text of a file leads to; file.test.ts has them. */
const OF_THE_FILE_SYSTEM = [
  'missing-file',
  'not-a-file',
  'unreadable-file',
  'huge-file',
  'not-utf8',
  'holds-nul',
];
/** Needs two million values; parse.test.ts has it. */
const TOO_LARGE = ['too-many-values'];
/** Made from a good config by `commands/bundle.ts`: test/commands has them. */
const OF_BUNDLES = [
  'unknown-service', 'same-file-twice', 'place-of-generated', 'unit-of-timer', 'cannot-be-written', 'nothing-for-ansible', 'nothing-for-kubernetes',
  'workload-without-manifest',
]; // prettier-ignore

describe('a bad config', () => {
  it.each(names)('%s is told in exactly these lines', async (name) => {
    const lines = load(name).problems.map((problem) => `${problemLine(problem, 'saikido.yaml')}\n`);
    expect(lines.length).toBeGreaterThan(0);
    await expect(lines.join('')).toMatchFileSnapshot(fileURLToPath(new URL(`${name}.txt`, folder)));
  });

  it.each(names.filter((name) => !WARNINGS.includes(name)))('%s gives no config', (name) => {
    expect(load(name)).not.toHaveProperty('config');
  });

  it.each(WARNINGS)('gives a config with the warning %s, which is no error', (name) => {
    expect(load(name).config?.services.length).toBeGreaterThan(0);
  });

  it('exists for every sentence', () => {
    const told = names.flatMap((name) => load(name).problems.map(({ code }) => code));
    const all = [...new Set([...told, ...OF_THE_FILE_SYSTEM, ...TOO_LARGE, ...OF_BUNDLES])];
    expect(all.sort()).toEqual(Object.keys(SENTENCES).sort());
  });

  it('has its golden file and no other', () => {
    const golden = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(golden.sort()).toEqual(names.map((name) => `${name}.txt`).sort());
  });
});
