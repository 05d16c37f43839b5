import { describe, expect, test } from 'vitest';
import { longestRun } from '../../src/plan/longest-run.ts';
import { managed } from './managed.ts';

const UNIT = { manager: 'systemd', unit: 'nginx.service' };
const GENERATED = { manager: 'systemd', command: '/opt/app/worker' };
const COMMANDS = { manager: 'command', commands: { start: '/opt/ctl start', stop: '/opt/ctl stop' } };
const script = 'root/usr/local/sbin/worker-restart';
const rotation = 'root/etc/logrotate.d/worker-restart';

const settings = (service: object, install?: string) =>
  Object.fromEntries(managed(service, install).first.settings.map(({ name, value }) => [name, value]));

describe('the data block', () => {
  test('of an existing unit names the unit and how systemd is asked', () => {
    expect(settings(UNIT)).toEqual({
      SERVICE: 'worker',
      UNIT: 'nginx.service',
      SYSTEMCTL: ['systemctl'],
      LOG_FILE: '/var/log/saikido/worker.log',
      STATE_DIRECTORY: '/var/lib/saikido/worker',
      STOP_TIMEOUT: 900_000,
      START_TIMEOUT: 30_000,
      START_SETTLE: 5000,
      START_ATTEMPTS: 3,
      START_RETRY_DELAY: 5000,
    });
  });

  test('asks the manager of the user under install: user', () => {
    expect(settings(UNIT, 'user')).toMatchObject({ SYSTEMCTL: ['systemctl', '--user'] });
  });

  test('of a generated unit waits as long as systemd takes, KILL included', () => {
    const found = settings({ ...GENERATED, stop: { timeout: '20s' } });
    expect(found).toMatchObject({
      UNIT: 'worker.service',
      COMMAND: ['/opt/app/worker'],
      STOP_TIMEOUT: 50_000,
    });
    expect(found).not.toHaveProperty('WORKING_DIRECTORY');
  });

  test('of commands has an empty list where there is no command', () => {
    expect(settings(COMMANDS)).toMatchObject({
      START_COMMAND: ['/opt/ctl', 'start'],
      STATUS_COMMAND: [],
      PID_COMMAND: [],
      WORKING_DIRECTORY: '/',
      STOP_TIMEOUT: 30_000,
    });
  });
});

describe('the script', () => {
  test.each([
    ['a unit', UNIT],
    ['a generated unit', GENERATED],
    ['commands', COMMANDS],
  ])('of %s has nothing with which a signal could be sent', (_, service) => {
    expect(managed(service).files.get(script)).not.toMatch(/(?:^|[\s;&|{(])kill /m);
  });

  test('of a unit has no part that nothing calls for', () => {
    const { parts } = managed(UNIT).first;
    expect(parts).toEqual([
      'strict', '+managed-variables', 'messages', 'process', 'state', 'any-user', 'systemd', 'managed', 'commands', 'main',
    ]); // prettier-ignore
  });
});

test('the output of an existing unit is not ours to rotate', () => {
  expect(managed(UNIT).files.get(rotation)).not.toContain('worker.out');
  expect(managed(GENERATED).files.get(rotation)).toContain('worker.out');
  expect(managed(COMMANDS).files.get(rotation)).toContain('worker.out');
});

test('a run may take as long as the manager', () => {
  expect(longestRun(managed(UNIT).first.service)).toBeGreaterThan(900_000);
});

describe('the unit', () => {
  test('lies where the manager looks, and is enabled by name', () => {
    expect(managed(GENERATED).files.has('root/etc/systemd/system/worker.service')).toBe(true);
    const own = managed({ ...GENERATED, command: '~/bin/worker' }, 'user');
    const text = own.files.get('root/.config/systemd/user/worker.service');
    expect(text).toContain('ExecStart=%h/bin/worker\n');
    expect(text).toContain('WantedBy=default.target\n');
    expect(text).toContain('StandardOutput=append:%h/.local/state/saikido/worker/worker.out\n');
  });

  test('names root where no other user is, so that systemd sets HOME and the like; a manager of a user does', () => {
    const unit = (service: object, install?: string) =>
      managed({ ...GENERATED, ...service }, install).first.unit;
    expect(unit({})?.user).toBe('root');
    expect(unit({ user: 'nobody' })?.user).toBe('nobody');
    const own = managed({ ...GENERATED, command: '~/bin/worker' }, 'user');
    expect(own.files.get('root/.config/systemd/user/worker.service')).not.toContain('User=');
  });

  test('is made for no other service', () => {
    expect(managed(UNIT).first.unit).toBeUndefined();
    expect(managed(COMMANDS).first.unit).toBeUndefined();
  });

  test('gives the config the last word over the file, as every manager does', () => {
    const environment = { environment: { A: 'b' }, environment_file: '/etc/a.env' };
    expect(managed({ ...GENERATED, ...environment }).first.unit?.command).toEqual([
      '/usr/bin/env',
      'A=b',
      '/opt/app/worker',
    ]);
    expect(managed({ ...GENERATED, environment: { A: 'b' } }).first.unit?.command).toEqual([
      '/opt/app/worker',
    ]);
  });

  test('has a folder below /run made for the PID file of a daemon', () => {
    const daemon = { ...GENERATED, type: 'forking' };
    expect(managed({ ...daemon, pid_file: '/run/app/app.pid' }).first.unit?.runtimeDirectory).toBe('app');
    for (const pid_file of [
      '/run/app.pid',
      '/run/lock/app.pid',
      '/var/run/systemd/app.pid',
      '/run/user/app.pid',
    ])
      expect(managed({ ...daemon, pid_file }).first.unit?.runtimeDirectory).toBeUndefined();
  });

  test('stops as the config says', () => {
    const stop = { signal: 'RTMIN+3', timeout: '90s', kill: false, scope: 'process' };
    const text = managed({ ...GENERATED, stop }).files.get('root/etc/systemd/system/worker.service');
    expect(text).toContain('KillSignal=SIGRTMIN+3\nKillMode=process\nTimeoutStopSec=90s\nSendSIGKILL=no\n');
  });
});
