import { describe, expect, test } from 'vitest';
import { chart, letterOf } from '../../src/commands/explain-chart.ts';
import { service, week } from '../plan/week-sample.ts';

describe('the chart', () => {
  const upcoming = new Map([['monthly', '2026-06-15T03:00:00+00:00']]);

  test('marks one, several, several in a minute, and how many', () => {
    const found = week(
      '2026-05-04',
      'UTC',
      service('a', 'schedule: ["0 1 4 5 *", "*/10 2 4 5 *", "* 3 4 5 *", "0 4,5 4 5 *"]'),
      service('b', 'schedule: ["30 4 4 5 *", "0 5 4 5 *"]'),
      service('monthly', 'schedule: "0 3 15 * *"'),
    );
    const lines = chart(found, upcoming);
    expect(lines.find((line) => line.startsWith('Mon 05-04'))).toMatch(/^Mon 05-04 {2}· A A6A\+\*2!2· /);
    expect(lines).toContain('  A  a        69 restarts');
    expect(lines).toContain('  C  monthly  none; next on 2026-06-15');
    expect(lines).toContain('     Mon 05:00: A B');
  });

  test('shows the hour that the clock skips', () => {
    const found = week('2026-03-29T12:00:00Z', 'Europe/Berlin', service('a', 'schedule: "0 5 * * *"'));
    expect(chart(found, upcoming).find((line) => line.startsWith('Sun 03-29'))).toContain('· · --· · A');
  });

  test('is at most 80 columns wide, however many services there are and whatever their names', () => {
    const services = Array.from({ length: 60 }, (_, i) =>
      service(
        `${'a-service-with-the-longest-name-that-there-can-b'.slice(0, 45)}-${String(i).padStart(2, '0')}`,
        'schedule: ["0 3 * * *", "*/7 4 * * *", "0 0 29 2 *"]',
      ),
    );
    const lines = chart(week('2026-05-04', 'UTC', ...services), upcoming);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect([letterOf(0), letterOf(51), letterOf(52)]).toEqual(['A', 'z', '#']);
  });
});

test('without a restart by the clock there is no chart', () => {
  const found = week('2026-05-04', 'UTC', service('a', 'schedule: { every: 5m, action: ensure }'));
  expect(chart(found, new Map())).toEqual([]);
});
