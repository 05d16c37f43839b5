import { expect, test } from 'vitest';
import { compareUnit } from '../../../src/check/grammar/unit.ts';
import { managed } from '../../plan/managed.ts';

const { first, files } = managed({
  manager: 'systemd',
  command: ['/opt/app/worker.sh', "it's 100% $HOME", 'a "b" \\c'],
  user: 'app',
  working_directory: '/opt/app',
  environment: { RATE: '5%', QUOTE: '"\\' },
  hardening: 'basic',
  stop: { timeout: '1500ms' },
});
const content = files.get('root/etc/systemd/system/worker.service')!;
const judge = (text: string) => compareUnit(text, first, first.unit!);

test('what was rendered is what was meant', () => {
  expect(judge(content)).toBeUndefined();
});

test('paths of the sandbox are read as systemd does', () => {
  const strict = { working_directory: '/opt/100% my app', hardening: 'strict' };
  const { first: other, files: made } = managed({ manager: 'systemd', command: ['/opt/app/run'], ...strict });
  const text = made.get('root/etc/systemd/system/worker.service')!;
  expect(text).toContain('ReadWritePaths="/opt/100%% my app"\n');
  expect(compareUnit(text, other, other.unit!)).toBeUndefined();
});

test.each([
  ["it's", 'its', 'ExecStart='],
  ['$$HOME', '$HOME', 'systemd would expand'],
  ['100%%', '100%h', 'systemd would expand'],
  ['[Service]', '[Service]\nExecStart=/bin/id', 'ExecStart='],
  ['[Service]', '[Service]\nExecStartPre=/bin/id', 'the sandbox'],
  ['[Service]', '[Service]\nUser=root', 'User='],
  ['User=app\n', '', 'User='],
  ['RATE=5%%', 'RATE=5%n', 'not an assignment'],
  ['RATE=5%%', 'RATE=6%%', 'Environment='],
  ['WorkingDirectory=/opt/app', 'WorkingDirectory=%t', 'systemd would expand'],
  ['TimeoutStopSec=1500ms', 'TimeoutStopSec=15s', 'TimeoutStopSec='],
  ['SendSIGKILL=yes', 'SendSIGKILL=no', 'SendSIGKILL='],
  ['Restart=on-failure', 'Restart=always', 'Restart='],
  ['append:/var/log/saikido/worker.out', 'append:/etc/passwd', 'StandardOutput='],
  ['NoNewPrivileges=yes\n', '', 'the sandbox'],
  ['PrivateDevices=yes', 'PrivateDevices=no', 'the sandbox'],
  ['WantedBy=multi-user.target', 'WantedBy=sysinit.target', 'WantedBy='],
  ['[Unit]', '[Unit]\nOnFailure=x.service', 'does not belong here'],
  ['Description=worker', 'Description=worker\\', 'swallow'],
])('with %s as %s it is refused', (from, to, message) => {
  const changed = content.replace(from, () => to);
  expect(changed).not.toBe(content);
  let said: string | undefined;
  try {
    said = judge(changed);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain(message);
});
