import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generateCommand } from '../../src/commands/generate.ts';

/** What generate says of a config, without the folder; it has written nothing. */
async function said(yaml: string, more: object = {}): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'saikido bundle '));
  const config = path.join(folder, 'saikido.yaml');
  const out = path.join(folder, 'out');
  writeFileSync(config, yaml);
  const { status, stdout, stderr } = await generateCommand({ config, out, ...more });
  expect([status, stdout, existsSync(out)]).toEqual([2, '', false]);
  return stderr.replaceAll(`${folder}/`, '');
}

const worker = (script: string) => `services:
  worker:
    command: /opt/app/worker.sh
    pid_file: /run/worker/worker.pid
    script: ${script}
    schedule: '@daily'
`;

test.each([
  ['/etc/cron.d/worker-restart', 'root/etc/cron.d/worker-restart'],
  ['/etc/cron.d/worker-restart/run', 'root/etc/cron.d/worker-restart'],
  ['/etc/logrotate.d/worker-restart', 'root/etc/logrotate.d/worker-restart'],
])('a script at %s, the place of another file, is told with its line', async (script, clash) => {
  expect(await said(worker(script))).toBe(
    `saikido.yaml:3:5: services.worker must not make two generated files the same: ${clash}; ` +
      "change a service's name or script\n",
  );
});

const timed = (schedule: string) => `services:
  worker:
    manager: systemd
    unit: worker-restart.service
    scheduler: systemd
    schedule: ${schedule}
  worker-restart-2:
    manager: systemd
    command: /opt/app/run
`;
const taken = (place: string, service: string, unit: string) =>
  `saikido.yaml:${place}: services.${service}.unit must not be ${unit}.service, which the schedule of ` +
  'services.worker makes; use scheduler: cron there, or another name\n';

test('a unit that a timer starts is told with its line, and only where there is such a timer', async () => {
  const own = taken('4:11', 'worker', 'worker-restart');
  expect(await said(timed("['0 3 * * *', '0 4 * * *']"))).toBe(own);
  const apart = "['0 3 * * *', { cron: '0 4 * * *', jitter: 5m }]";
  expect(await said(timed(apart))).toBe(own + taken('7:3', 'worker-restart-2', 'worker-restart-2'));
});

test('a value that only another target refuses is told with its line', async () => {
  expect(await said(worker('/opt/$app/worker-restart'), { for: ['ansible'] })).toMatch(
    /^saikido\.yaml:5:13: services\.worker\.script must not have the value ".*\$app.*", which Ansible cannot hold\n$/,
  );
});
