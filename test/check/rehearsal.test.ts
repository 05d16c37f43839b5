import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTap } from '../../src/check/tap.ts';
import { check, NO_TOOLS, rehearsal, script } from './sample.ts';

describe('rehearsal', () => {
  test('runs the tests of the bundle', async () => {
    const results = await check('rehearsal', [script(), rehearsal()]);
    expect(results).toEqual([
      { checker: 'rehearsal', artifact: 'test/worker.bats', status: 'passed', message: '1 tests' },
    ]);
  });

  test('each failing test is a finding with its line', async () => {
    const results = await check('rehearsal', [
      script(),
      rehearsal('worker', ['  echo why', '  false', '}', '@test "b" {', '  false']),
    ]);
    expect(results.map(({ status, line }) => [status, line])).toEqual([
      ['failed', 5],
      ['failed', 8],
    ]);
    expect(results[0]!.message).toMatch(/^it greets: .*why/);
  });

  test('one run for services whose scripts differ in names and paths alone', async () => {
    const bundle = [script(), script('other', ["readonly GREETING='/b'"]), rehearsal(), rehearsal('other')];
    const results = await check('rehearsal', bundle);
    expect(results.map(({ status, message }) => [status, message])).toEqual([
      ['passed', '1 tests'],
      ['passed', 'same script and rehearsal as test/worker.bats: 1 tests'],
    ]);
  });

  test('a setting that changes what the script does is rehearsed on its own', async () => {
    const bundle = [
      script(),
      script('other', ["readonly GREETING='hello'"]),
      rehearsal(),
      rehearsal('other'),
    ];
    const results = await check('rehearsal', bundle);
    expect(results.map(({ message }) => message)).toEqual(['1 tests', '1 tests']);
    const silent = script('other', ['readonly GREETING=12']);
    const odd = rehearsal('other', ['  [[ "$(bash "${SCRIPT}")" != 12 ]]']);
    const [, second] = await check('rehearsal', [script(), silent, rehearsal(), odd]);
    expect(second).toMatchObject({ status: 'failed' });
  });

  test('a setting that the rehearsal replaces needs no run of its own', async () => {
    const replacing = ['  declare -A changes=([GREETING]=hello)', '  ((${#changes[@]} == 1))'];
    const bundle = [
      script(),
      script('other', ["readonly GREETING='hello'"]),
      rehearsal('worker', replacing),
      rehearsal('other', replacing),
    ];
    const results = await check('rehearsal', bundle);
    expect(results.map(({ message }) => message)).toEqual([
      '1 tests',
      'same script and rehearsal as test/worker.bats: 1 tests',
    ]);
  });

  test('nothing it starts outlives it, where root can have a PID namespace', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'saikido rehearsal '));
    const close = 'for fd in /proc/$$/fd/*; do fd="${fd##*/}"; ((fd > 2)) && eval "exec ${fd}>&-"; done';
    const body = [`  setsid bash -c '${close}; sleep 0.7; touch "${folder}/left"' >/dev/null 2>&1 3>&- &`];
    expect(await check('rehearsal', [script(), rehearsal('worker', body)])).toMatchObject([
      { status: 'passed' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(readdirSync(folder)).toEqual(process.getuid!() === 0 ? [] : ['left']);
    rmSync(folder, { recursive: true });
  });

  test('is skipped, with the reason, where a tool of bats or of the script is missing', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'saikido tools '));
    symlinkSync('/bin/bash', path.join(folder, 'bash'));
    const [bats] = await check('rehearsal', [script(), rehearsal()], { environment: { PATH: folder } });
    expect(bats).toMatchObject({
      status: 'skipped',
      message: expect.stringMatching(/^not on PATH: .*mktemp/) as string,
    });
    rmSync(folder, { recursive: true });
    const text = readFileSync(
      new URL('../../generated-examples/ansible/bundle/root/usr/local/sbin/web-restart', import.meta.url),
      'utf8',
    );
    const poor = { ...script(), content: text.replace(/(?<=\bPATH=)\/usr\S+/, '/nowhere') };
    const [own] = await check('rehearsal', [poor, rehearsal()]);
    const message = 'not on PATH: cat, env, flock, mkdir, mv, rm, setsid, sleep, stat, sync, timeout, curl';
    expect(own).toMatchObject({ status: 'skipped', message });
  });

  test('is skipped when it is switched off and without bash', async () => {
    const off = await check('rehearsal', [script(), rehearsal()], { rehearsal: false });
    expect(off).toEqual([
      { checker: 'rehearsal', artifact: 'test/worker.bats', status: 'skipped', message: '--no-rehearsal' },
    ]);
    const bare = await check('rehearsal', [script(), rehearsal()], NO_TOOLS);
    expect(bare).toEqual([expect.objectContaining({ status: 'skipped' })]);
  });
});

describe('a TAP stream', () => {
  const end = { status: 0, stderr: '' };

  test('that ends early or holds no test has failed', () => {
    expect(readTap({ ...end, stdout: '1..2\nok 1 a\n' })).toMatchObject([
      { status: 'failed', message: '1 of 2 tests were run' },
    ]);
    expect(readTap({ ...end, stdout: '1..0\n' })).toMatchObject([{ status: 'failed' }]);
    expect(readTap({ ...end, status: 1, stdout: '' })).toMatchObject([{ status: 'failed' }]);
    expect(readTap({ ...end, status: 1, stdout: '1..1\nok 1 a\n' })).toMatchObject([{ status: 'failed' }]);
    const cut = {
      status: undefined,
      broken: 'it did not end within 1 s',
      stdout: '1..1\nok 1 a\n',
      stderr: '',
    };
    expect(readTap(cut)).toMatchObject([{ status: 'failed' }]);
  });

  test('keeps skipped tests apart from passed ones', () => {
    expect(readTap({ ...end, stdout: '1..2\nok 1 a\nok 2 b # skip no curl\n' })).toEqual([
      { status: 'passed', message: '1 tests' },
      { status: 'skipped', message: 'b: no curl' },
    ]);
  });
});
