import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { planBundle } from '../../src/plan/build.ts';
import { renderBundle } from '../../src/render/render.ts';
import { sample } from './sample.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'saikido rules '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const metrics = { directory: '/var/lib/prometheus/node-exporter' };
const plan = planBundle(
  sample({
    services: {
      worker: { metrics },
      often: { metrics, schedule: ['0 3 * * *', { every: '5m', action: 'ensure' }] },
      never: { metrics, schedule: [] },
      unmeasured: {},
    },
  }),
);
const rules = renderBundle(plan).find(({ language }) => language === 'prometheus')!;
const file = path.join(folder, 'rules.yaml');
writeFileSync(file, rules.content);

const series = (name: string, ...labels: string[]) =>
  `saikido_${name}{${['service="worker"', 'instance="web1"', ...labels].join(',')}}`;

/** Which alerts fire at `at`, by promtool, with one value every `step`: `[series, values]`. */
function firing(at: string, input: readonly (readonly [string, string])[], alert: string, step = '1m') {
  const tests = {
    rule_files: [file],
    evaluation_interval: step,
    tests: [
      {
        interval: step,
        input_series: input.map(([name, values]) => ({ series: name, values })),
        alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: [] }],
      },
    ],
  };
  const cases = path.join(folder, 'test.yaml');
  writeFileSync(cases, stringify(tests));
  const { status, stderr, stdout } = spawnSync('promtool', ['test', 'rules', cases], { encoding: 'utf8' });
  if (status === 0) return [];
  const said = `${stdout}${stderr}`;
  const got = /got:\[([\s\S]*)\]/.exec(said)?.[1] ?? '';
  if (!said.includes('FAILED:') || got === '') throw new Error(said);
  return [...got.matchAll(/alertname="(\w+)".*?service="(\w+)"/g)].map(
    ([, name, service]) => `${name} ${service}`,
  );
}

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the alerts, as promtool evaluates them', () => {
  test('promtool takes the rules', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    expect([status, `${stdout}${stderr}`.includes('16 rules found')]).toEqual([0, true]);
  });

  test('a failure fires until the next restart is done', () => {
    const input = [
      [series('last_failure_timestamp_seconds'), '0x9 600x20'],
      [series('last_restart_timestamp_seconds'), '60x19 1200x10'],
    ] as const;
    expect(firing('5m', input, 'SaikidoRestartFailed')).toEqual([]);
    expect(firing('15m', input, 'SaikidoRestartFailed')).toEqual(['SaikidoRestartFailed worker']);
    expect(firing('25m', input, 'SaikidoRestartFailed')).toEqual([]);
  });

  test('a first restart that failed fires, too', () => {
    const input = [
      [series('last_failure_timestamp_seconds'), '60x9'],
      [series('last_restart_timestamp_seconds'), '0x9'],
    ] as const;
    expect(firing('5m', input, 'SaikidoRestartFailed')).toEqual(['SaikidoRestartFailed worker']);
  });

  test('a nightly schedule is overdue after a day, two hours and some minutes, not before', () => {
    const input = [[series('last_run_timestamp_seconds'), `0x${28 * 12}`]] as const;
    expect(firing('26h', input, 'SaikidoOverdue', '5m')).toEqual([]);
    expect(firing('27h', input, 'SaikidoOverdue', '5m')).toEqual(['SaikidoOverdue worker']);
  });

  test('with an ensure every five minutes it is overdue within the hour', () => {
    const often = series('last_run_timestamp_seconds').replace('worker', 'often');
    const input = [[often, '0x120']] as const;
    expect(firing('12m', input, 'SaikidoOverdue')).toEqual([]);
    expect(firing('59m', input, 'SaikidoOverdue')).toEqual(['SaikidoOverdue often']);
  });

  test('memory that was not freed fires, freed or little memory does not', () => {
    const memory = (before: number, after: number) =>
      [
        [series('memory_bytes', 'phase="before"'), `${before}x5`],
        [series('memory_bytes', 'phase="after"'), `${after}x5`],
      ] as const;
    expect(firing('3m', memory(1e9, 0.95e9), 'SaikidoMemoryNotFreed')).toEqual([
      'SaikidoMemoryNotFreed worker',
    ]);
    expect(firing('3m', memory(1e9, 0.85e9), 'SaikidoMemoryNotFreed')).toEqual([]);
    expect(firing('3m', memory(1e7, 1e7), 'SaikidoMemoryNotFreed')).toEqual([]);
  });

  test('three kills in a week fire, two do not', () => {
    const kills = (count: number) =>
      [
        [series('kills_total'), `0x60 ${Array.from({ length: count }, (_, i) => `${i + 1}x60`).join(' ')}`],
      ] as const;
    expect(firing('3h', kills(2), 'SaikidoKilledTooOften')).toEqual([]);
    expect(firing('5h', kills(4), 'SaikidoKilledTooOften')).toEqual(['SaikidoKilledTooOften worker']);
  });

  test('restarts that are always held back fire after three nights; a gate without need, or a pause, does not', () => {
    const nights = (reason: string) =>
      [
        [series('skipped_total', `reason="${reason}"`), `0x287 1x287 2x287 3x287 4x287`],
        [series('last_restart_timestamp_seconds'), `0x1440`],
      ] as const;
    expect(firing('60h', nights('load'), 'SaikidoAlwaysSkipped', '5m')).toEqual([]);
    expect(firing('97h', nights('load'), 'SaikidoAlwaysSkipped', '5m')).toEqual([
      'SaikidoAlwaysSkipped worker',
    ]);
    expect(firing('97h', nights('memory'), 'SaikidoAlwaysSkipped', '5m')).toEqual([]);
    expect(firing('97h', nights('paused'), 'SaikidoAlwaysSkipped', '5m')).toEqual([]);
  });

  test('a pause fires after a day, unless it is over', () => {
    const pause = (until: number) =>
      [
        [series('paused'), '1x400'],
        [series('paused_until_timestamp_seconds'), `${until}x400`],
      ] as const;
    expect(firing('23h', pause(9 * DAY), 'SaikidoPausedTooLong', '5m')).toEqual([]);
    expect(firing('25h', pause(9 * DAY), 'SaikidoPausedTooLong', '5m')).toEqual([
      'SaikidoPausedTooLong worker',
    ]);
    expect(firing('25h', pause(20 * HOUR), 'SaikidoPausedTooLong', '5m')).toEqual([]);
  });
});

describe('which services have which', () => {
  const names = plan.services.map(({ service, alertRules }) => [
    service.name,
    alertRules.map(({ name }) => name.replace('Saikido', '')).join(' '),
  ]);

  test('without metrics there are none, and without a schedule nothing is overdue or skipped', () => {
    expect(names).toEqual([
      ['worker', 'RestartFailed Overdue MemoryNotFreed KilledTooOften AlwaysSkipped PausedTooLong'],
      ['often', 'RestartFailed Overdue MemoryNotFreed KilledTooOften AlwaysSkipped PausedTooLong'],
      ['never', 'RestartFailed MemoryNotFreed KilledTooOften PausedTooLong'],
      ['unmeasured', ''],
    ]);
  });

  test('samples leave no metrics: with them it is overdue no sooner, and with them alone never', () => {
    const sampling = { every: '5m', action: 'sample', jitter: '4m' };
    const [sampled, watched] = planBundle(
      sample({
        services: {
          worker: { metrics, schedule: ['0 3 * * *', sampling] },
          watched: { metrics, schedule: [sampling] },
        },
      }),
    ).services;
    expect(sampled?.alertRules).toEqual(plan.services[0]?.alertRules);
    expect(watched?.alertRules.map(({ name }) => name)).toEqual(
      plan.services[2]?.alertRules.map(({ name }) => name),
    );
  });

  test('a bundle without metrics has no folder monitoring', () => {
    const files = renderBundle(planBundle(sample({ services: { worker: {} } })));
    expect(files.filter((made) => made.path.startsWith('monitoring/'))).toEqual([]);
  });

  test('the services of the file are sorted', () => {
    expect([...rules.content.matchAll(/name: "saikido-(\w+)"/g)].map(([, name]) => name)).toEqual([
      'never',
      'often',
      'worker',
    ]);
  });
});
