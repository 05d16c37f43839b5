import { expect, test } from 'vitest';
import { planBundle } from '../../src/plan/build.ts';
import { sample } from './sample.ts';

function first(service: object, install?: string) {
  const plan = planBundle(sample({ ...(install ? { install } : {}), services: { worker: service } }));
  return plan.services[0]!;
}

test('files are named after the service', () => {
  const { files } = first({});
  expect(files.script).toEqual({
    installed: '/usr/local/sbin/worker-restart',
    bundle: 'root/usr/local/sbin/worker-restart',
  });
  expect(files.cronD.bundle).toBe('root/etc/cron.d/worker-restart');
  expect(files.logrotate.bundle).toBe('root/etc/logrotate.d/worker-restart');
  expect([files.crontab, files.rehearsal]).toEqual(['crontab/worker', 'test/worker.bats']);
});

test('install: user mirrors the home', () => {
  const { files, timers } = first({ pid_file: '~/run/w.pid', scheduler: 'systemd' }, 'user');
  expect(files.script).toEqual({
    installed: '~/.local/bin/worker-restart',
    bundle: 'root/.local/bin/worker-restart',
  });
  expect(files.logrotate.bundle).toBe('root/.config/saikido/logrotate.d/worker-restart');
  expect(timers[0]!.timer.bundle).toBe('root/.config/systemd/user/worker-restart.timer');
});

test('the digest is of what the config means, not of how it is written', () => {
  const one = first({ command: '/opt/app/worker.sh a', stop: { timeout: '60s', signal: 'SIGTERM' } });
  const same = first({ stop: { signal: '15', timeout: '1m' }, command: ['/opt/app/worker.sh', 'a'] });
  const other = first({ command: ['/opt/app/worker.sh', 'b'] });
  expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(same.digest).toBe(one.digest);
  expect(other.digest).not.toBe(one.digest);
});

test('a crontab line runs the script quietly, and lines with a zone come last', () => {
  const schedule = [
    { cron: '0 4 * * *', timezone: 'Asia/Tokyo' },
    { every: '5m', action: 'ensure' },
    '@daily',
  ];
  const { cron } = first({ cron_flavor: 'cronie', schedule });
  expect(cron.map(({ when, command, timezone }) => [when, command.slice(1).join(' '), timezone])).toEqual([
    ['*/5 * * * *', 'ensure --quiet', undefined],
    ['0 0 * * *', 'restart --quiet', undefined],
    ['0 4 * * *', 'restart --quiet', 'Asia/Tokyo'],
  ]);
});

test('entries with one command share a timer; an interval that no calendar has gets its own', () => {
  const { timers, cron } = first({
    scheduler: 'systemd',
    schedule: [
      '0 3 * * *',
      { every: '7m', action: 'ensure' },
      '0 15 * * *',
      { every: '5m', action: 'ensure' },
    ],
  });
  expect(cron).toEqual([]);
  expect(timers.map(({ unit, onCalendar, everyMs }) => [unit, onCalendar, everyMs])).toEqual([
    ['worker-restart', ['*-*-* 03:00:00', '*-*-* 15:00:00'], undefined],
    ['worker-restart-ensure', [], 420_000],
    ['worker-restart-ensure-2', ['*-*-* *:00/5:00'], undefined],
  ]);
});

test('without a schedule there is neither line nor timer', () => {
  const { cron, timers } = first({ schedule: [] });
  expect([cron, timers]).toEqual([[], []]);
});
