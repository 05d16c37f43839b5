import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { planBundle } from '../../src/plan/build.ts';
import { ALWAYS } from '../../src/plan/install-needs.ts';
import { renderBundle } from '../../src/render/render.ts';
import { sample } from './sample.ts';

type Written = Parameters<typeof sample>[0];

/** The rows of one setting as "service value". */
function rowsOf(config: Config, name: string): string[] {
  const setting = planBundle(config).installer.settings.find((one) => one.name === name);
  if (setting?.kind !== 'words') throw new Error(`no rows ${name}`);
  const { value } = setting;
  return value.flatMap((word, index) => (index % 2 === 0 ? [`${word} ${value[index + 1]}`] : []));
}

const rows = (written: Written, name: string) => rowsOf(sample(written), name);

test('the script comes first and its schedule last', () => {
  const services = {
    worker: {},
    timed: { scheduler: 'systemd', schedule: ['@daily', { every: '7m', action: 'ensure' }] },
  };
  expect(rows({ services }, 'FILES')).toEqual([
    'worker usr/local/sbin/worker-restart',
    'worker etc/logrotate.d/worker-restart',
    'worker etc/cron.d/worker-restart',
    'timed usr/local/sbin/timed-restart',
    'timed etc/logrotate.d/timed-restart',
    'timed etc/systemd/system/timed-restart.service',
    'timed etc/systemd/system/timed-restart-ensure.service',
    'timed etc/systemd/system/timed-restart.timer',
    'timed etc/systemd/system/timed-restart-ensure.timer',
  ]);
});

test('where there is no cron.d the lines are for a crontab', () => {
  const busybox = { services: { worker: { cron_flavor: 'busybox' } } };
  expect(rows(busybox, 'CRONTABS')).toEqual(['worker crontab/worker']);
  expect(rows({ install: 'user', services: { worker: {} } }, 'CRONTABS')).toEqual(['worker crontab/worker']);
  expect(rows({ services: { worker: {} } }, 'CRONTABS')).toEqual([]);
});

test('what a service needs: tools, programs, files, accounts', () => {
  const services = {
    worker: {
      user: 'app',
      group: 'web',
      preflight: '/opt/app/check --all',
      start: { timeout: '89500ms' },
      environment_file: '/etc/app.env',
      health_check: { http: 'http://127.0.0.1/' },
      cleanup: [{ path: '/srv/app/tmp' }],
    },
  };
  const needs = (name: string) => rows({ services }, name).filter((row) => !row.startsWith('*'));
  expect(needs('TOOLS')).toEqual(['worker setpriv|su', 'worker find', 'worker curl']);
  expect(needs('PROGRAMS')).toEqual(['worker /opt/app/worker.sh', 'worker /opt/app/check']);
  expect(needs('INPUTS')).toEqual(['worker /etc/app.env']);
  expect(needs('PREFLIGHTS')).toEqual(['worker 90']);
  expect([...needs('USERS'), ...needs('TEAMS')]).toEqual(['worker app', 'worker web']);
});

test('gates and alerts need programs, secret files and pressure information', () => {
  const schedule = [{ every: '1h', when: { command: '/opt/idle', pressure_below: { cpu: 1 } } }];
  const alerts = { slack: { url_file: '/etc/slack.url' }, email: { to: ['a@b.example'] } };
  const needs = (name: string) => rows({ services: { worker: { schedule, alerts } } }, name);
  expect(needs('PROGRAMS')).toContain('worker /opt/idle');
  expect(needs('INPUTS')).toEqual(['worker /etc/slack.url']);
  expect(needs('TOOLS')).toEqual(expect.arrayContaining(['worker curl', 'worker sendmail']));
  expect(needs('PRESSURE')).toEqual(['worker psi']);
});

test('only a daemon that writes its own PID file gets that folder', () => {
  const forking = { type: 'forking', user: 'app', pid_file: '/run/app/app.pid' };
  expect(rows({ services: { worker: forking } }, 'USER_FOLDERS')).toEqual(['worker /run/app']);
  expect(rows({ services: { worker: { ...forking, type: 'simple' } } }, 'FOLDERS')).toContain(
    'worker /run/app',
  );
});

test('a unit that is there already must be there', () => {
  const { services } = sample({ services: { worker: {} } });
  const unit = { ...services[0], manager: 'systemd', unit: 'web.service', command: undefined } as never;
  expect(rowsOf({ install: 'system', services: [unit], workloads: [] }, 'UNITS')).toEqual([
    'worker web.service',
  ]);
});

test('install.sh asks for the tools that the script asks for', () => {
  const part = readFileSync(new URL('../../templates/bash/state.bash', import.meta.url), 'utf8');
  const [, listed] = /for item in ([a-z ]+); do\n +hash/.exec(part) ?? [];
  expect(listed?.split(' ')).toEqual(ALWAYS);
});

test.each(['system', 'user'])(
  'every file below root/ is one that install.sh installs, under install: %s',
  (install) => {
    const timed = { scheduler: 'systemd', schedule: ['@daily', { every: '7m', action: 'ensure' }] };
    const services = {
      worker: {},
      timed,
      busy: install === 'system' ? { cron_flavor: 'busybox' } : {},
      unit: { ...timed, manager: 'systemd', command: '/opt/unit', pid_file: undefined },
    };
    const config = sample({ install, services });
    const bundled = renderBundle(planBundle(config)).map(({ path }) => path);
    const installed = rowsOf(config, 'FILES').map((row) => `root/${row.replace(/^\S+ /, '')}`);
    expect(installed.toSorted()).toEqual(bundled.filter((path) => path.startsWith('root/')));
    const crontabs = rowsOf(config, 'CRONTABS').map((row) => row.replace(/^\S+ /, ''));
    expect(bundled).toEqual(expect.arrayContaining(crontabs));
  },
);
