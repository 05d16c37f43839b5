import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { explainCommand } from '../../src/commands/explain.ts';

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
  const gated = { cron: '@daily', when: { memory_above: '1G' } };
  const late = { cron: '@daily', jitter: '5m' };
  expect(explain('json', { a: ['@daily'], b: [gated], c: [late] })).not.toContain('same minute');
  expect(explain('json', { a: ['@daily'], b: ['@daily'] })).toContain('same minute');
});
