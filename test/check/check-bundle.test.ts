import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { leaveBundle, writeBundle } from '../../src/check/bundle-folder.ts';
import { checkBundle, checkers } from '../../src/check/check-bundle.ts';
import type { CheckResult } from '../../src/check/result.ts';
import { findTool, runTool } from '../../src/check/tools.ts';
import {
  alertRules,
  cronFile,
  fragment,
  NO_TOOLS,
  rehearsal,
  rotation,
  script,
  timer,
  unit,
} from './sample.ts';

const bundle = [
  script(),
  cronFile(),
  fragment(),
  unit(),
  timer('*-*-* 03:00:00'),
  rotation(),
  rehearsal(),
  alertRules(),
];

describe('checkBundle', () => {
  test('proves a good bundle, in the order of checkers and artifacts, twice the same', async () => {
    const results = await checkBundle(bundle);
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    const order = checkers.map(({ name }) => name);
    expect([...new Set(results.map(({ checker }) => checker))]).toEqual(order);
    expect(results.slice(0, bundle.length).map(({ artifact }) => artifact)).toEqual(
      bundle.map((it) => it.path),
    );
    expect(await checkBundle(bundle)).toEqual(results);
  });

  test('--strict turns skipped into failed and keeps the reason', async () => {
    const lenient = await checkBundle(bundle, { ...NO_TOOLS, rehearsal: false });
    const strict = await checkBundle(bundle, { ...NO_TOOLS, rehearsal: false, strict: true });
    const skipped = lenient.filter(({ status }) => status === 'skipped');
    expect(skipped.length).toBeGreaterThan(5);
    expect(lenient.some(({ status }) => status === 'failed')).toBe(false);
    expect(strict).toEqual(
      lenient.map((result) => (result.status === 'skipped' ? { ...result, status: 'failed' } : result)),
    );
  });

  test('tells of each checker as it begins and as it ends', async () => {
    const begun: string[] = [];
    const ended: (readonly CheckResult[])[] = [];
    const results = await checkBundle([fragment()], {}, (name, found) =>
      found ? ended.push(found) : begun.push(name),
    );
    expect(begun).toEqual(checkers.map(({ name }) => name));
    expect(ended.flat()).toHaveLength(results.length);
  });
});

test('the bundle lies in its folder with its modes, whatever the umask, and leaves nothing behind', () => {
  const umask = process.umask(0o077);
  const folder = writeBundle(bundle);
  process.umask(umask);
  for (const { path: file, content, mode } of bundle) {
    expect(readFileSync(path.join(folder, file), 'utf8')).toBe(content);
    expect(statSync(path.join(folder, file)).mode & 0o7777).toBe(mode);
  }
  leaveBundle(folder);
  expect(existsSync(folder)).toBe(false);
});

/** A zombie does not live: who has to reap it may be slow. */
function lives(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !readFileSync(stat, 'utf8').includes(') Z ');
}

describe('a tool', () => {
  const bash = findTool('bash', process.env)!;
  const options = { environment: { ...process.env, SECRET: 'x' } };

  test('is found on PATH and in the sbin beside it', () => {
    expect(findTool('logrotate', { PATH: '/usr/bin' })).toBe('/usr/sbin/logrotate');
    expect(findTool('bash', { PATH: '' })).toBeUndefined();
    expect(findTool('bash', {})).toBeUndefined();
  });

  test('sees the C locale and no more of the environment than it needs', async () => {
    const { stdout, status } = await runTool(bash, ['-c', 'echo "$LC_ALL ${SECRET-none}"; exit 3'], options);
    expect([stdout, status]).toEqual(['C none\n', 3]);
  });

  test('that is bash does not take itself for a login and read ~/.bashrc', async () => {
    const folder = writeBundle([]);
    writeFileSync(path.join(folder, '.bashrc'), 'echo from the home\n');
    const home = { environment: { PATH: process.env['PATH'], HOME: folder } };
    const { stdout } = await runTool(bash, ['-c', 'echo alone'], home);
    leaveBundle(folder);
    expect(stdout).toBe('alone\n');
  });

  test('that hangs is killed with all it started', async () => {
    const run = await runTool(bash, ['-c', 'sleep 60 & echo $!; wait'], { ...options, timeout: 2000 });
    expect(run).toMatchObject({ status: undefined, broken: 'it did not end within 2 s' });
    expect(run.stdout).toMatch(/^\d+\n$/);
    await vi.waitFor(() => expect(lives(run.stdout.trim())).toBe(false), { timeout: 10_000 });
  });

  test('that prints without end is stopped', async () => {
    const run = await runTool(bash, ['-c', 'while :; do printf "%9999s"; done'], options);
    expect(run.broken).toBe('it printed too much');
  });

  test('that cannot be started is no crash', async () => {
    expect((await runTool('/no/such', [], options)).broken).toMatch(/could not be started/);
  });

  test('runs beside one other at most', async () => {
    const file = path.join(writeBundle([]), 'running');
    writeFileSync(file, '');
    const job = 'echo + >> "$1"; sleep 0.2; echo - >> "$1"';
    await Promise.all(Array.from({ length: 5 }, () => runTool(bash, ['-c', job, 'bash', file], options)));
    let [now, most] = [0, 0];
    for (const mark of readFileSync(file, 'utf8').trim().split('\n')) {
      now += mark === '+' ? 1 : -1;
      most = Math.max(most, now);
    }
    leaveBundle(path.dirname(file));
    expect(most).toBe(2);
  });
});
