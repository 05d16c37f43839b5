import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkCommand } from '../../src/commands/check.ts';
import { generateCommand } from '../../src/commands/generate.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido targets '));
afterAll(() => rmSync(scratch, { recursive: true }));

const ON_A_HOST = `  worker:
    command: /opt/app/worker.sh
    pid_file: /run/worker.pid
`;
const IN_A_CLUSTER = `  web:
    manager: kubernetes
    workload: deployment/web
    schedule: '@daily'
`;

let folder = '';
const place = () => ({ config: path.join(folder, 'saikido.yaml'), out: path.join(folder, 'out') });
const write = (...services: string[]) => writeFileSync(place().config, `services:\n${services.join('')}`);
const has = (file: string) => existsSync(path.join(place().out, file));

beforeEach(() => {
  folder = mkdtempSync(path.join(scratch, 'run '));
});

test('a workload without --for is told of, and the rest is made', async () => {
  write(ON_A_HOST, IN_A_CLUSTER);
  const { status, stderr } = await generateCommand(place());
  expect(status).toBe(0);
  expect(stderr).toContain('warning: services.web is given no manifest; --for kubernetes adds it');
  expect([has('kubernetes/web.yaml'), has('root/usr/local/sbin/worker-restart')]).toEqual([false, true]);
  expect(has('root/usr/local/sbin/web-restart')).toBe(false);
});

test('--for adds files to the bundle, which the next run without it takes away', async () => {
  write(ON_A_HOST, IN_A_CLUSTER);
  const wanted = { ...place(), for: ['kubernetes'] as const };
  expect(await generateCommand(wanted)).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining('warning') as string,
  });
  const list = ['manifest.json', 'SHA256SUMS'].map((name) =>
    readFileSync(path.join(place().out, name), 'utf8'),
  );
  for (const text of list) expect(text).toContain('kubernetes/web.yaml');
  expect(await generateCommand({ ...wanted, check: true })).toMatchObject({ status: 0, stdout: '' });
  const { stdout } = await generateCommand({ ...place(), check: true });
  expect(stdout).toContain('kubernetes/web.yaml is no longer generated\n');
  await generateCommand(place());
  expect(has('kubernetes')).toBe(false);
});

test('--service knows workloads by their names', async () => {
  write(ON_A_HOST, IN_A_CLUSTER);
  const { status } = await generateCommand({ ...place(), service: ['web'], for: ['kubernetes'] });
  expect([status, has('root'), has('kubernetes/web.yaml')]).toEqual([0, false, true]);
  const unknown = await generateCommand({ ...place(), service: ['wob'] });
  expect(unknown.stderr).toContain('(it has worker, web)');
});

test.each([
  ['ansible', IN_A_CLUSTER, 'has no service on a host'],
  ['kubernetes', ON_A_HOST, 'has no service of manager: kubernetes'],
] as const)('--for %s without need is wrong usage', async (target, service, message) => {
  write(service);
  const { status, stderr } = await generateCommand({ ...place(), for: [target] });
  expect([status, has('')]).toEqual([2, false]);
  expect(stderr).toContain(message);
});

test('check --for checks what is added', async () => {
  write(IN_A_CLUSTER);
  const found = await checkCommand({ config: place().config, format: 'json', for: ['kubernetes'] });
  const { results } = JSON.parse(found.stdout) as { results: { artifact: string; status: string }[] };
  expect(results.filter(({ artifact }) => artifact === 'kubernetes/web.yaml')).not.toEqual([]);
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
});
