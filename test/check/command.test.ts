import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkCommand, type CheckFlags } from '../../src/commands/check.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'saikido check '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = [
  'services:',
  '  worker:',
  '    command: [/opt/app/worker.sh, "{{not a template}}", undefined]',
  '    pid_file: /run/worker.pid',
  '    schedule: "0 3 * * *"',
].join('\n');

function config(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function run(text: string, flags: Partial<CheckFlags> = {}) {
  return checkCommand({ config: config('saikido.yaml', text), format: 'json', ...flags });
}

test('a good config passes everything, values that look like leftovers included', async () => {
  const { status, stdout, stderr } = await run(GOOD);
  const { results } = JSON.parse(stdout) as { results: { checker: string; status: string }[] };
  expect(results.filter((result) => result.status !== 'passed')).toEqual([]);
  const names = [
    'grammar',
    'leftover',
    'bash-syntax',
    'shellcheck',
    'rehearsal',
    'cron-rules',
    'crontab',
    'logrotate',
  ];
  expect([...new Set(results.map(({ checker }) => checker))]).toEqual(names);
  expect([status, stderr]).toEqual([0, '']);
}, 60_000);

test('--no-rehearsal skips with that reason, and --strict makes a finding of it', async () => {
  const lenient = await run(GOOD, { no_rehearsal: true, format: 'text' });
  expect(lenient.stdout).toContain('  skipped test/worker.bats  --no-rehearsal\n');
  expect(lenient.status).toBe(0);
  const strict = await run(GOOD, { no_rehearsal: true, strict: true, format: 'text' });
  expect(strict.stdout).toContain('  failed  test/worker.bats  --no-rehearsal\n');
  expect(strict.status).toBe(1);
});

test('a wrong config is told and nothing is checked', async () => {
  const { status, stdout, stderr } = await run('services:\n  worker:\n    pid_file: 7\n');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/saikido\.yaml:3:\d+: services\.worker\.pid_file must be /);
});

test('a shellcheck that was asked for and is none is skipped', async () => {
  const { stdout } = await run(GOOD, { no_rehearsal: true, shellcheck: '/no/such' });
  const { results } = JSON.parse(stdout) as { results: { checker: string; status: string }[] };
  expect(results.find(({ checker }) => checker === 'shellcheck')).toMatchObject({ status: 'skipped' });
});
