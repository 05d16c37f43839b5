import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { generateCommand } from '../../src/commands/generate.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido turned '));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true }));

const FILE = '/opt/app/tool';
const FOLDER = '/opt/app/tool/deep/restart';

const configOf = (script: string) => `services:
  worker:
    command: /opt/app/worker.sh
    pid_file: /run/worker.pid
    script: ${script}
`;

/** A bundle whose script is `before`, and a config whose script is `after`. */
async function turned(before: string, after: string) {
  const folder = mkdtempSync(path.join(scratch, 'bundle '));
  const place = { config: path.join(folder, 'saikido.yaml'), out: path.join(folder, 'out') };
  writeFileSync(place.config, configOf(before));
  await generateCommand(place);
  writeFileSync(place.config, configOf(after));
  return place;
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
}

/** What a fresh folder would hold. */
async function expectedOf(place: { config: string; out: string }): Promise<string> {
  const out = `${place.out} afresh`;
  await generateCommand({ ...place, out });
  return out;
}

/** Kills the run just before its nth change of what stands outside of its stage. */
const KILLER = `
  const fs = require('node:fs');
  let left = Number(process.env.KILL_BEFORE);
  for (const name of ['mkdirSync', 'writeFileSync', 'renameSync', 'unlinkSync', 'rmdirSync', 'rmSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      const place = args[name === 'renameSync' ? 1 : 0];
      if (!/saikido-stage-\\d+\\//.test(place) && --left < 0) process.kill(process.pid, 'SIGKILL');
      return real(...args);
    };
  }
`;
const killer = path.join(scratch, 'killer.cjs');
writeFileSync(killer, KILLER);

function killedBefore(change: number, { config, out }: { config: string; out: string }): boolean {
  const cli = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');
  const args = ['--require', killer, cli, 'generate', '--config', config, '--out', out];
  const env = { ...process.env, KILL_BEFORE: String(change) };
  return spawnSync(process.execPath, args, { env, stdio: 'ignore' }).signal === 'SIGKILL';
}

describe.each([
  ['a file of ours becomes a folder', FILE, FOLDER],
  ['a folder of ours becomes a file', FOLDER, FILE],
])('%s', (_, before, after) => {
  test('and --check, --dry-run and generate agree', async () => {
    const place = await turned(before, after);
    const check = await generateCommand({ ...place, check: true });
    expect(check.status).toBe(1);
    expect(check.stdout).toContain(`root${before} is no longer generated\n`);
    expect(check.stdout).toContain(`root${after} missing\n`);
    const dry = await generateCommand({ ...place, dry_run: true });
    expect(dry.status).toBe(0);
    const heads = dry.stdout.split('\n').filter((line) => /^(?:---|\+\+\+) \S+\/opt\//.test(line));
    expect(heads.toSorted()).toEqual([`+++ b/root${after}`, `--- a/root${before}`]);
    expect(await generateCommand(place)).toMatchObject({ status: 0, stdout: '' });
    execFileSync('diff', ['--recursive', await expectedOf(place), place.out]);
    expect(await generateCommand({ ...place, check: true })).toMatchObject({ status: 0 });
  });

  test('and a run that is killed at any instant is completed by the next', async () => {
    const first = await turned(before, after);
    const expected = await expectedOf(first);
    let kills = 0;
    for (let killed = true; killed; kills += 1) {
      const place = { ...first, out: `${first.out} killed ${kills}` };
      cpSync(first.out, place.out, { recursive: true });
      killed = killedBefore(kills, place);
      expect(await generateCommand(place)).toMatchObject({ status: 0, stdout: '' });
      execFileSync('diff', ['--recursive', expected, place.out]);
      rmSync(place.out, { recursive: true });
    }
    expect(kills).toBeGreaterThan(10);
  }, 180_000);

  test('and back again after a run that was killed once it had removed the old', async () => {
    const place = await turned(before, after);
    rmSync(path.join(place.out, 'root/opt'), { recursive: true });
    if (after === FOLDER) mkdirSync(path.join(place.out, 'root/opt/app/tool/deep'), { recursive: true });
    writeFileSync(place.config, configOf(before));
    expect(await generateCommand(place)).toMatchObject({ status: 0 });
    execFileSync('diff', ['--recursive', await expectedOf(place), place.out]);
  });
});

describe('what is not ours stays, and is named', () => {
  const refusals = async (place: { config: string; out: string }, foreign: string) => {
    const stderr = `saikido: ${place.out}/${foreign} was not made by Saikido: move it away or choose another --out\nnothing was written\n`;
    const before = filesOf(place.out);
    for (const more of [{}, { dry_run: true }]) {
      expect(await generateCommand({ ...place, ...more })).toEqual({ status: 2, stdout: '', stderr });
    }
    const check = await generateCommand({ ...place, check: true });
    expect(check.stdout).toContain(`${foreign} is not ours\n`);
    expect(filesOf(place.out)).toEqual(before);
  };

  test.each(['notes', 'other/notes'])('%s in the folder that becomes a file', async (name) => {
    const place = await turned(FOLDER, FILE);
    const notes = path.join(place.out, 'root/opt/app/tool', name);
    mkdirSync(path.dirname(notes), { recursive: true });
    writeFileSync(notes, 'mine\n');
    await refusals(place, `root/opt/app/tool/${name}`);
    rmSync(notes);
    expect(await generateCommand(place)).toMatchObject({ status: 0 });
    expect(existsSync(path.join(place.out, 'root/opt/app/tool/other'))).toBe(false);
  });

  test('the file that becomes a folder, once somebody has replaced it', async () => {
    const place = await turned(FILE, FOLDER);
    writeFileSync(path.join(place.out, 'root/opt/app/tool'), 'mine\n');
    await refusals(place, 'root/opt/app/tool');
    expect(readFileSync(path.join(place.out, 'root/opt/app/tool'), 'utf8')).toBe('mine\n');
  });
});
