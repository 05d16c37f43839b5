import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { managed } from './managed.ts';

const service = { manager: 'systemd', command: '/bin/sleep 1', user: 'nobody' };
const sandbox = (more: object, install?: string) =>
  managed({ ...service, ...more }, install).first.unit!.hardening.map(({ key, value }) => `${key}=${value}`);

/** The exposure that `systemd-analyze security` finds, from 0 (safe) to 10, and what `verify` says. */
function judged(hardening: string): { readonly exposure: number; readonly said: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'saikido unit '));
  try {
    const unit = path.join(folder, 'worker.service');
    const { files } = managed({ ...service, hardening });
    writeFileSync(unit, files.get('root/etc/systemd/system/worker.service')!);
    const run = (...args: string[]) => execFileSync('systemd-analyze', args, { encoding: 'utf8' });
    const said = run('verify', '--man=no', '--recursive-errors=no', unit);
    const [, exposure] =
      /exposure level for worker\.service: ([\d.]+)/.exec(run('security', '--offline=true', unit)) ?? [];
    return { exposure: Number(exposure), said };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('each level is safer than the one before it, by the judgement of systemd-analyze', () => {
  const [off, basic, strict] = ['off', 'basic', 'strict'].map(judged);
  expect([off!.said, basic!.said, strict!.said]).toEqual(['', '', '']);
  expect(off!.exposure).toBeGreaterThan(9);
  expect(basic!.exposure).toBeLessThan(7);
  expect(strict!.exposure).toBeLessThan(2);
});

test('basic is the default, off is nothing', () => {
  expect(sandbox({})).toEqual(sandbox({ hardening: 'basic' }));
  expect(sandbox({ hardening: 'off' })).toEqual([]);
});

test('of one key the stricter level counts, and a list of filters stays whole', () => {
  const strict = sandbox({ hardening: 'strict' });
  expect(strict.filter((line) => line.startsWith('ProtectSystem='))).toEqual(['ProtectSystem=strict']);
  expect(strict.filter((line) => line.startsWith('SystemCallFilter='))).toHaveLength(2);
});

test("strict does not hide the service's own files", () => {
  const paths = {
    hardening: 'strict',
    working_directory: '/home/app/work',
    cleanup: [{ path: '/tmp/work' }],
  };
  const strict = sandbox(paths);
  expect(strict).toContain('ProtectHome=read-only');
  expect(strict).toContain('ReadWritePaths=/home/app/work');
  expect(strict.join(' ')).not.toContain('PrivateTmp');
  const blank = sandbox({ hardening: 'strict', working_directory: '/home/app/my work' });
  expect(blank).toContain('ReadWritePaths="/home/app/my work"');
  expect(sandbox({ hardening: 'strict' })).toEqual(
    expect.arrayContaining(['ProtectHome=yes', 'PrivateTmp=yes']),
  );
});

test.each([
  { working_directory: '/root' },
  { working_directory: '/home' },
  { working_directory: '/run/user' },
])('strict leaves %j writable, and of the other homes nothing', (paths) => {
  const strict = sandbox({ hardening: 'strict', ...paths });
  const others = ['/home', '/root', '/run/user'].filter((folder) => folder !== paths.working_directory);
  expect(strict.filter((line) => /^ProtectHome|^ReadOnlyPaths|^ReadWritePaths/.test(line))).toEqual([
    ...others.map((folder) => `ReadOnlyPaths=-${folder}`),
    `ReadWritePaths=${paths.working_directory}`,
  ]);
});

test.each([
  { command: ['/bin/bash', '/home/app/run.sh'] },
  { command: ['/bin/bash', '-c', 'cd /root; exec ./run'] },
  { command: ['/opt/app', '--config=/home/app/a.yaml'] },
  { command: ['/opt/app', '/var/run/user/1000/bus'] },
  { environment: { DATA: '/home/app/data' } },
  { environment_file: '/root/app.env' },
])('strict lets the process see what %j names', (named) => {
  expect(sandbox({ hardening: 'strict', ...named })).toContain('ProtectHome=read-only');
});

test.each([
  { command: ['/opt/home/app', '/homes/app', '/home.d/x', 'http://host/home/x'] },
  { environment: { TMPDIR: '/tmp', HELP: '/opt/tmp/x' } },
])('strict hides homes and the shared temporary folders from %j', (named) => {
  expect(sandbox({ hardening: 'strict', ...named })).toEqual(
    expect.arrayContaining(['ProtectHome=yes', 'PrivateTmp=yes']),
  );
});

test('temporary folders that it must share are writable, too', () => {
  const strict = sandbox({ hardening: 'strict', command: ['/opt/app', '--socket=/tmp/app.sock'] });
  expect(strict).toEqual(expect.arrayContaining(['ReadWritePaths=-/tmp', 'ReadWritePaths=-/var/tmp']));
  expect(strict).not.toContain('PrivateTmp=yes');
});

test('the manager of a user gets what it can do without a namespace', () => {
  const own = managed({ manager: 'systemd', command: '~/bin/worker', hardening: 'strict' }, 'user').first
    .unit!;
  expect(
    own.hardening.map(({ key }) => key).filter((key) => /^(?:Protect|Private|ReadWrite|Capab)/.test(key)),
  ).toEqual([]);
  expect(own.hardening.length).toBeGreaterThan(5);
});
