import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diffCommand } from '../../src/commands/diff.ts';
import { generateCommand } from '../../src/commands/generate.ts';

const MINIMAL = `services:
  worker:
    command: /opt/app/worker.sh
    pid_file: /run/worker.pid
    schedule: "0 3 * * *"
`;

function folderWith(config = MINIMAL) {
  const folder = mkdtempSync(path.join(tmpdir(), 'saikido generate '));
  writeFileSync(path.join(folder, 'saikido.yaml'), config);
  return { folder, config: path.join(folder, 'saikido.yaml'), out: path.join(folder, 'out') };
}

const script = 'root/usr/local/sbin/worker-restart';

test('a config becomes a bundle that sha256sum takes, and a second run changes nothing', async () => {
  const place = folderWith();
  const first = await generateCommand(place);
  expect([first.status, first.stdout]).toEqual([0, '']);
  expect(first.stderr).toContain('9 files (9 new)');
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: place.out });
  expect((await generateCommand(place)).stderr).toContain('nothing to change');
});

test('a wrong config exits 2 and writes nothing', async () => {
  const place = folderWith(MINIMAL.replace('"0 3 * * *"', '"99 3 * * *"'));
  const { status, stderr } = await generateCommand(place);
  expect(status).toBe(2);
  expect(stderr).toMatch(/saikido\.yaml:5:15: services\.worker\.schedule/);
  expect(existsSync(place.out)).toBe(false);
});

test('--service makes one of several, and names what is unknown', async () => {
  const place = folderWith(
    `${MINIMAL}${MINIMAL.split('\n').slice(1).join('\n').replaceAll('worker', 'other')}`,
  );
  expect((await generateCommand({ ...place, service: ['other'] })).status).toBe(0);
  expect(existsSync(path.join(place.out, script))).toBe(false);
  const { status, stderr } = await generateCommand({ ...place, service: ['nobody'] });
  expect(status).toBe(2);
  expect(stderr).toContain('services.nobody is not in the config (it has worker, other)');
});

test('--service leaves the bundle of other services alone, and says so', async () => {
  const second = MINIMAL.split('\n').slice(1).join('\n').replaceAll('worker', 'other');
  const place = folderWith(`${MINIMAL}${second}`);
  await generateCommand(place);
  const sums = readFileSync(path.join(place.out, 'SHA256SUMS'), 'utf8');
  for (const more of [{}, { check: true }, { dry_run: true }]) {
    const { status, stdout, stderr } = await generateCommand({ ...place, ...more, service: ['other'] });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('holds the bundle of other services (worker): choose another --out');
  }
  expect(readFileSync(path.join(place.out, 'SHA256SUMS'), 'utf8')).toBe(sums);
  expect(await generateCommand({ ...place, check: true })).toMatchObject({ status: 0 });
  const own = path.join(place.folder, 'own');
  for (const expected of ['9 new', 'nothing to change']) {
    const { status, stderr } = await generateCommand({ ...place, out: own, service: ['other'] });
    expect([status, stderr]).toEqual([0, expect.stringContaining(expected)]);
  }
});

test('--check writes nothing and says what differs', async () => {
  const place = folderWith();
  const before = await generateCommand({ ...place, check: true });
  expect([before.status, before.stdout.split('\n')[0]]).toEqual([1, 'RUNBOOK.md missing']);
  expect(existsSync(place.out)).toBe(false);
  await generateCommand(place);
  expect(await generateCommand({ ...place, check: true })).toMatchObject({ status: 0, stdout: '' });
  writeFileSync(path.join(place.out, script), 'mine\n');
  expect((await generateCommand({ ...place, check: true })).stdout).toBe(`${script} is not ours\n`);
});

test('--dry-run prints a diff that patch would take, and writes nothing', async () => {
  const place = folderWith();
  await generateCommand(place);
  writeFileSync(place.config, MINIMAL.replace('0 3', '0 4'));
  const { status, stdout } = await generateCommand({ ...place, dry_run: true });
  expect(status).toBe(0);
  expect(stdout).toContain('\n-0 3 * * * root /usr/local/sbin/worker-restart restart --quiet\n');
  expect(stdout).toContain('\n+0 4 * * * root /usr/local/sbin/worker-restart restart --quiet\n');
  const copy = path.join(place.folder, 'copy');
  cpSync(place.out, copy, { recursive: true });
  execFileSync('patch', ['--silent', '-p1'], { cwd: copy, input: stdout });
  await generateCommand(place);
  execFileSync('diff', ['--recursive', '--exclude=*.orig', place.out, copy]);
});

test('a foreign file in the way stops everything', async () => {
  const place = folderWith();
  mkdirSync(path.join(place.out, 'crontab'), { recursive: true });
  writeFileSync(path.join(place.out, 'crontab/worker'), 'mine\n');
  const { status, stderr } = await generateCommand(place);
  expect(status).toBe(2);
  expect(stderr).toContain('crontab/worker was not made by Saikido');
  expect(existsSync(path.join(place.out, 'RUNBOOK.md'))).toBe(false);
  expect(readFileSync(path.join(place.out, 'crontab/worker'), 'utf8')).toBe('mine\n');
});

test('a folder that cannot be written is told in one line', async () => {
  const place = folderWith();
  writeFileSync(path.join(place.folder, 'file'), '');
  for (const out of ['file/out', 'file']) {
    const { status, stderr } = await generateCommand({ ...place, out: path.join(place.folder, out) });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^saikido: cannot write .*ENOTDIR.*\n$/);
  }
});

test('diff tells the installed files from the config, each by its state', async () => {
  const place = folderWith();
  const root = path.join(place.out, 'root');
  await generateCommand(place);
  expect(diffCommand({ ...place, root })).toMatchObject({ status: 0 });
  writeFileSync(path.join(root, 'usr/local/sbin/worker-restart'), '# Generated by Saikido, older\n');
  writeFileSync(path.join(root, 'etc/cron.d/worker-restart'), 'mine\n');
  const { status, stdout } = diffCommand({ ...place, root });
  expect(status).toBe(1);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'foreign  etc/cron.d/worker-restart',
    'same     etc/logrotate.d/worker-restart',
    'changed  usr/local/sbin/worker-restart',
  ]);
  expect(stdout).toContain('-# Generated by Saikido, older\n+#!/bin/bash');
  expect(diffCommand({ ...place, root: path.join(place.folder, 'empty') }).stdout).toContain(
    'missing  etc/cron.d',
  );
});

test('runs that make one folder at the same time all end well', async () => {
  const place = folderWith();
  const program = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');
  const args = [program, 'generate', '--config', place.config, '--out', place.out];
  const runs = Array.from(
    { length: 6 },
    () =>
      new Promise<number | null>((resolve) =>
        spawn(process.execPath, args, { stdio: 'ignore' }).on('close', resolve),
      ),
  );
  expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
  expect((await generateCommand({ ...place, check: true })).stdout).toBe('');
});
