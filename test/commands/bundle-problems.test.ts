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

/** Service a, from line 2 on, with one line more, its 8th; service b makes cron, logrotate and unit files. */
const beside = (install: string, line: string) => {
  const [root, state] = install === 'user' ? ['~/.local/bin', '~/.local/state'] : ['/usr/local/sbin', '/run'];
  return `install: ${install}
services:
  a:
    command: /opt/app/a.sh
    pid_file: ${state}/a/a.pid
    schedule: '@daily'
    script: ${root}/a-restart
    ${line}
  b:
    manager: systemd
    command: /opt/app/b.sh
    scheduler: ${install === 'user' ? 'systemd' : 'cron'}
    schedule: '@daily'
`;
};

test.each([
  ['log: { file: /etc/cron.d/b-restart }', '8:18', 'log.file', 'etc/cron.d/b-restart'],
  ['log: { file: /etc/logrotate.d }', '8:18', 'log.file', 'etc/logrotate.d/a-restart'],
  ['output: /etc/logrotate.d/b-restart', '8:13', 'output', 'etc/logrotate.d/b-restart'],
  ['output: /etc/logrotate.d/a-restart', '8:13', 'output', 'etc/logrotate.d/a-restart'],
  ['environment_file: /etc/cron.d/b-restart/x', '8:23', 'environment_file', 'etc/cron.d/b-restart'],
  ['working_directory: /etc/cron.d/a-restart', '8:24', 'working_directory', 'etc/cron.d/a-restart'],
  ['preflight: /etc/systemd/system/b.service', '8:16', 'preflight', 'etc/systemd/system/b.service'],
  [
    'alerts: { slack: { url_file: /etc/cron.d/b-restart } }',
    '8:34',
    'alerts.slack.url_file',
    'etc/cron.d/b-restart',
  ],
])('%s, the place of a generated file, is told with its line', async (line, place, key, file) => {
  expect(await said(beside('system', line))).toMatch(
    new RegExp(
      `^saikido\\.yaml:${place}: services\\.a\\.${key} must keep away from the generated file root/${file} of services\\.[ab] \\(got "[^"]+"\\); use another path\n$`,
    ),
  );
});

test('so it is in a home, and for the PID file and what a clean-up would remove', async () => {
  const told = async (line: string) => (await said(beside('user', line))).split(' (got')[0];
  const words = 'must keep away from the generated file root/.config';
  expect(await told('log: { file: ~/.config/systemd/user/b.service }')).toBe(
    `saikido.yaml:8:18: services.a.log.file ${words}/systemd/user/b.service of services.b`,
  );
  expect(await told('cleanup: [{ path: ~/.config/saikido/logrotate.d, match: "*" }]')).toBe(
    `saikido.yaml:8:23: services.a.cleanup[0].path ${words}/saikido/logrotate.d/a-restart of services.a`,
  );
  const pid = worker('/usr/local/sbin/worker-restart').replace(
    '/run/worker/worker.pid',
    '/etc/cron.d/worker-restart',
  );
  expect(await said(pid)).toMatch(/^saikido\.yaml:4:15: services\.worker\.pid_file must keep away from /);
});
