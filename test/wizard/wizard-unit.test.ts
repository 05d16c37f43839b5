import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { unitIn } from '../../src/wizard/cgroup.ts';
import { asRoot, endsWell, enterFrom } from './beginner.ts';
import { scratchFolders } from './scratch.ts';
import { DOWN, ENTER, openTerminal, runPlain } from './terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();

test.each([
  ['0::/system.slice/nginx.service\n', 'nginx.service'],
  ['2:cpu:/\n1:name=systemd:/system.slice/nginx.service\n0::/\n', 'nginx.service'],
  ['0::/system.slice/system-postgresql.slice/postgresql@15-main.service\n', 'postgresql@15-main.service'],
  ['0::/system.slice/docker.service/payload\n', 'docker.service'],
  ['0::/system.slice/cron.service\n', undefined],
  ['0::/system.slice/docker-0123.scope\n', undefined],
  ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.service\n', undefined],
  ['0::/\n', undefined],
  ['', undefined],
])('the unit of a process in %j is %s', (text, unit) => {
  expect(unitIn(text)).toBe(unit);
});

/** A process in the control group that systemd would give to such a unit. */
async function withProcessOfUnit(unit: string, body: (pid: number) => Promise<void>): Promise<void> {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const top = mounts.map((line) => line.split(' ')).find(([, , type]) => type === 'cgroup2')?.[1] ?? '';
  const slice = path.join(top, 'system.slice');
  const group = path.join(slice, unit);
  const isOurs = mkdirSync(group, { recursive: true }) === slice;
  const daemon = spawn('sleep', ['98764'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => daemon.on('exit', resolve));
  try {
    writeFileSync(path.join(group, 'cgroup.procs'), String(daemon.pid));
    await body(daemon.pid ?? 0);
  } finally {
    daemon.kill();
    await ended;
    await vi.waitFor(() => rmdirSync(group), { timeout: 10_000 });
    if (isOurs) rmdirSync(slice);
  }
}

test('a process that systemd keeps: its unit is offered first, the process itself next', async () => {
  const unit = `saikido-test-${process.pid}.service`;
  await withProcessOfUnit(unit, async (pid) => {
    const cwd = folder('kept by systemd');
    const terminal = openTerminal(['init', '--from-pid', String(pid), ...asRoot], { cwd });
    await terminal.reply(`systemd keeps PID ${pid} as ${unit}`, ENTER);
    await terminal.reply('Names the files', ENTER);
    await enterFrom(terminal, 'What proves that it works again');
    await endsWell(terminal);
    const lines = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8').split('\n');
    expect(lines.slice(3, 5)).toEqual(['    manager: systemd', `    unit: ${unit}`]);

    const itself = openTerminal(['init', '--from-pid', String(pid), ...asRoot], { cwd: folder('itself') });
    await itself.reply('Start and stop the process itself', DOWN, ENTER);
    await itself.waitFor(`From PID ${pid}: command `);
    await itself.reply('Names the files', '\u0003');
    expect(await itself.ended).toBe(130);

    const flags = ['init', '--yes', '--from-pid', String(pid), '--service', 'Not A Name'];
    expect(runPlain(flags, folder('asked nothing')).stderr).toContain(`belongs to systemd's ${unit}`);
  });
});
