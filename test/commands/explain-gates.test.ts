import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explainCommand } from '../../src/commands/explain.ts';
import { gateWarnings } from '../../src/commands/gate-warnings.ts';
import { sample } from '../plan/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'saikido explain '));
afterAll(() => rmSync(folder, { recursive: true }));

function explain(format: 'text' | 'json', schedules: Record<string, unknown>): string {
  const config = join(folder, 'saikido.json');
  const services = Object.entries(schedules).map(([name, schedule]) => [
    name,
    { command: `/opt/${name}`, pid_file: `/run/${name}.pid`, schedule },
  ]);
  writeFileSync(config, JSON.stringify({ services: Object.fromEntries(services) }));
  return explainCommand({ config, format, from: '2026-05-01T00:00:00Z', next: '1' }).stdout;
}

test('an entry is told with its gates', () => {
  const when = { memory_above: '800M', sustained: 3 };
  expect(explain('text', { worker: [{ every: '5m', jitter: '1m', when }] })).toContain(
    '  restart every 5 minutes, on each host up to 1m later, only if it holds more than 800M of memory at 3 ' +
      'checks in a row\n',
  );
});

test('restarts that a gate may hold back, or that jitter moves, are not told to fall into one minute', () => {
  const gated = { cron: '@daily', when: { load_below: 1 } };
  const late = { cron: '@daily', jitter: '5m' };
  expect(explain('json', { a: ['@daily'], b: [gated], c: [late] })).not.toContain('same minute');
  expect(explain('json', { a: ['@daily'], b: ['@daily'] })).toContain('same minute');
});

describe('a gate that never opens', () => {
  function warningsOf(schedule: object[]): string[] {
    const { services } = sample({ services: { worker: { schedule } } });
    const from = new Date('2026-05-01T00:00:00Z');
    return services[0]!.schedule.flatMap((entry) => gateWarnings(services[0]!, entry, from, 'UTC'));
  }

  test.each([
    [{ uptime_above: '1d' }, 'uptime_above 1d is never reached: "0 3 * * *" restarts it at least every 1d'],
    [{ memory_above: '1G', sustained: 25 }, '25 checks in a row never come about: "0 3 * * *" restarts it'],
  ])('%j is warned of', (when, warning) => {
    const [found, ...others] = warningsOf([{ cron: '0 3 * * *' }, { every: '1h', when }]);
    expect(found).toContain(warning);
    expect(others).toEqual([]);
  });

  test.each([
    [{ cron: '0 3 * * *' }, { uptime_above: '23h' }],
    [{ cron: '0 3 * * *' }, { memory_above: '1G', sustained: 24 }],
    [{ cron: '0 3 * * 0' }, { uptime_above: '6d' }],
    [{ cron: '0 3 * * *', action: 'ensure' }, { uptime_above: '5d' }],
    [{ cron: '0 3 * * *', when: { load_below: 1 } }, { uptime_above: '5d' }],
  ])('beside %j, %j is not', (other, when) => {
    expect(warningsOf([other, { every: '1h', when }])).toEqual([]);
  });
});
