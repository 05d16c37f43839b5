import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { generateCommand } from '../../src/commands/generate.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido archives '));
afterAll(() => rmSync(scratch, { recursive: true }));

const CONFIG = `services:
  worker:
    command: /opt/app/worker.sh
    pid_file: /run/worker.pid
`;
let folder = '';
const place = () => ({
  config: path.join(folder, 'saikido.yaml'),
  out: path.join(folder, 'out'),
  archive: path.join(folder, 'packed here/bundle.tar.gz'),
});

beforeEach(() => {
  folder = mkdtempSync(path.join(scratch, 'run '));
  writeFileSync(place().config, CONFIG);
});

test('holds the very files of the folder, with their modes', async () => {
  const { status, stderr } = await generateCommand(place());
  expect(status).toBe(0);
  expect(stderr).toMatch(/bundle\.tar\.gz: \d+ bytes \(new\)\n$/);
  execFileSync('tar', ['xzf', place().archive, '-C', folder]);
  const unpacked = path.join(folder, 'saikido-bundle');
  execFileSync('diff', ['--recursive', place().out, unpacked]);
  expect(statSync(path.join(unpacked, 'root/usr/local/sbin/worker-restart')).mode & 0o777).toBe(0o755);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: unpacked });
});

test('is left alone when nothing changed, and replaced when something did', async () => {
  await generateCommand(place());
  const before = statSync(place().archive);
  expect((await generateCommand(place())).stderr).toMatch(/bundle\.tar\.gz: nothing to change\n$/);
  expect(statSync(place().archive).ino).toBe(before.ino);
  writeFileSync(place().config, CONFIG.replace('worker.sh', 'other.sh'));
  expect((await generateCommand(place())).stderr).toMatch(/\(changed\)\n$/);
  expect(existsSync(`${place().archive}.new-${process.pid}`)).toBe(false);
});

test('--check and --dry-run speak of it and write nothing', async () => {
  const { archive, ...plain } = place();
  await generateCommand(plain);
  const check = () => generateCommand({ ...place(), check: true });
  expect(await check()).toMatchObject({ status: 1, stdout: `${archive} missing\n` });
  const dry = await generateCommand({ ...place(), dry_run: true });
  expect(dry).toMatchObject({ status: 0, stdout: '', stderr: `${archive}: would be new\n` });
  expect(existsSync(archive)).toBe(false);
  await generateCommand(place());
  expect(await check()).toMatchObject({ status: 0, stdout: '' });
});

test('never takes the place of a file of somebody else, and then writes nothing at all', async () => {
  const archive = path.join(folder, 'mine.tar.gz');
  writeFileSync(archive, 'mine\n');
  const { status, stderr } = await generateCommand({ ...place(), archive });
  expect(status).toBe(2);
  expect(stderr).toContain('mine.tar.gz was not made by Saikido');
  expect(readFileSync(archive, 'utf8')).toBe('mine\n');
  expect(existsSync(place().out)).toBe(false);
});

test('is refused by its own name where it cannot be written, and then nothing is written', async () => {
  writeFileSync(path.join(folder, 'no folder'), '');
  const archive = path.join(folder, 'no folder', 'z.tgz');
  const { status, stderr } = await generateCommand({ ...place(), archive });
  expect(status).toBe(2);
  expect(stderr).toContain(`saikido: cannot write ${archive}: `);
  expect(existsSync(place().out)).toBe(false);
});

test('is refused in a folder that is closed to an ordinary user', () => {
  const closed = mkdtempSync(path.join(tmpdir(), 'saikido closed '));
  const cli = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');
  const open = mkdtempSync(path.join(tmpdir(), 'saikido open '));
  chmodSync(open, 0o777);
  chmodSync(closed, 0o555);
  writeFileSync(path.join(open, 'saikido.yaml'), CONFIG);
  const archive = path.join(closed, 'z.tgz');
  const ordinary = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const args = [cli, 'generate', '--archive', archive];
  const run = spawnSync(process.execPath, args, { cwd: open, encoding: 'utf8', ...ordinary });
  const stderr = `saikido: cannot write ${archive}: you may not write into ${closed}; choose another --archive\nnothing was written\n`;
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 2, stderr });
  expect(existsSync(path.join(open, 'saikido-out'))).toBe(false);
  rmSync(closed, { recursive: true });
  rmSync(open, { recursive: true });
});
