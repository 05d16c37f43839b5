import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { textsOfPlan } from '../src/check/texts.ts';
import { checkBundle } from '../src/check/check-bundle.ts';
import { proveArtifacts } from '../src/check/grammar/prove.ts';
import { makeBundle } from '../src/commands/bundle.ts';
import { frames } from '../src/render/frames.ts';

const examples = [
  'ansible',
  'awkward-values',
  'command-manager',
  'every-setting',
  'forking-daemon',
  'generated-unit',
  'kubernetes',
  'minimal',
  'several-services',
  'systemd-timer',
  'systemd-unit',
];
const folderOf = (name: string) => path.join(import.meta.dirname, '../generated-examples', name);

function made(name: string) {
  const added = (['ansible', 'kubernetes'] as const).filter((target) => target === name);
  const { plan, artifacts, problems } = makeBundle(path.join(folderOf(name), 'saikido.yaml'), { for: added });
  expect(problems).toEqual([]);
  return { plan: plan!, artifacts: artifacts! };
}

/** Every file below a folder with its mode; git keeps no more of a mode than who may execute it. */
function committed(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(
    paths.map((file) => [
      path.relative(folder, file),
      `${statSync(file).mode & 0o100 ? '755' : '644'} ${readFileSync(file, 'utf8')}`,
    ]),
  );
}

test.each(examples)(
  '%s: the committed bundle is what its config makes, file for file, mode for mode',
  (name) => {
    const { artifacts } = made(name);
    const expected = artifacts.map(({ path: file, mode, content }) => [
      file,
      `${mode.toString(8)} ${content}`,
    ]);
    expect(committed(path.join(folderOf(name), 'bundle'))).toEqual(Object.fromEntries(expected));
  },
);

test.each(examples)('%s passes the grammars', (name) => {
  const { plan, artifacts } = made(name);
  expect(proveArtifacts(plan, artifacts, frames).filter(({ status }) => status !== 'passed')).toEqual([]);
});

/** Milliseconds: they wait more than they work, and run side by side. */
const TIMEOUT = 180_000;

test.concurrent.each(examples)('%s passes the real tools', { timeout: TIMEOUT }, async (name) => {
  const { plan, artifacts } = made(name);
  const results = await checkBundle(artifacts, {
    texts: textsOfPlan(plan),
  });
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
});

test('every folder with a config is an example that is tested', () => {
  const folder = path.join(import.meta.dirname, '../generated-examples');
  const found = readdirSync(folder).filter((name) =>
    readdirSyncOrNone(path.join(folder, name)).includes('saikido.yaml'),
  );
  expect(found.toSorted()).toEqual(examples);
});

function readdirSyncOrNone(folder: string): string[] {
  return statSync(folder).isDirectory() ? readdirSync(folder) : [];
}
