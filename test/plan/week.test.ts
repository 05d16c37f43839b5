import { describe, expect, test } from 'vitest';
import { crowdsOf, crowdTimesOf, type Week } from '../../src/plan/week.ts';
import { service, week } from './week-sample.ts';

const at = (wall: number) => new Date(wall).toISOString().slice(0, 16);
const wallsOf = ({ hours }: Week) =>
  hours.flat(2).flatMap(({ restarts }) => restarts.map(({ wall }) => at(wall)));

describe('the week', () => {
  test('begins at midnight of the day, by the clock of the zone', () => {
    const { days } = week('2026-05-01T20:00:00Z', 'Asia/Tokyo', service('worker', 'schedule: "0 3 * * *"'));
    expect(days.map(at)).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => `2026-05-0${day}T00:00`));
  });

  test('has every restart of its seven days, those before the instant too, and no other', () => {
    const found = week('2026-05-01T20:00:00Z', 'UTC', service('worker', 'schedule: "0 0,23 * * *"'));
    expect(wallsOf(found)).toHaveLength(14);
    expect([wallsOf(found)[0], wallsOf(found).at(-1)]).toEqual(['2026-05-01T00:00', '2026-05-07T23:00']);
  });

  test('shows entries of other zones at their instants', () => {
    const entry = 'schedule: { cron: "0 3 * * mon", timezone: America/New_York }';
    const found = week('2026-05-01', 'Asia/Tokyo', service('worker', 'scheduler: systemd', entry));
    expect(wallsOf(found)).toEqual(['2026-05-04T16:00']);
  });

  test.each([
    ['Europe/Berlin', '2026-03-28', 'cron', ['2026-03-28T02:30', '2026-03-29T03:00', '2026-03-30T02:30']],
    ['Europe/Berlin', '2026-03-28', 'systemd', ['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30']],
    ['Europe/Berlin', '2026-10-24', 'cron', ['2026-10-24T02:30', '2026-10-25T02:30', '2026-10-26T02:30']],
  ])('in %s from %s, by %s', (zone, from, scheduler, expected) => {
    const lines = [`scheduler: ${scheduler}`, 'schedule: "30 2 * * *"'];
    expect(wallsOf(week(`${from}T12:00:00Z`, zone, service('worker', ...lines))).slice(0, 3)).toEqual(
      expected,
    );
  });

  test('knows the hours that the clock skips and repeats', () => {
    const worker = service('worker', 'schedule: "0 3 * * *"');
    const kinds = (from: string, zone: string) =>
      week(from, zone, worker).hours.map((day) => day.map(({ kind }) => kind));
    const spring = kinds('2026-03-29T12:00:00Z', 'Europe/Berlin');
    expect(spring[0]?.slice(1, 4)).toEqual(['plain', 'skipped', 'plain']);
    expect(kinds('2026-10-25T12:00:00Z', 'Europe/Berlin')[0]?.slice(1, 4)).toEqual([
      'plain',
      'repeated',
      'plain',
    ]);
    expect(kinds('2026-05-01', 'UTC').flat()).toEqual(Array(168).fill('plain'));
  });

  test('leaves out what is no restart by the clock', () => {
    const entries = [
      '{ every: 5m, action: ensure }',
      '{ every: 5m, when: { memory_above: 800M } }',
      '{ every: 7m }',
    ];
    const found = week(
      '2026-05-01',
      'UTC',
      service('worker', 'scheduler: systemd', `schedule: [${entries.join(', ')}]`),
    );
    expect(found.services).toEqual([]);
    expect(wallsOf(found)).toEqual([]);
  });

  test('names the minutes that several services share, and not those of one service', () => {
    const found = week(
      '2026-05-01',
      'UTC',
      service('worker', 'schedule: ["0 3 * * *", "0 3 * * mon"]'),
      service('api', 'schedule: "0 3 * * sat"'),
      service('late', 'schedule: "1 3 * * *"'),
    );
    expect(crowdsOf(found).map(({ wall, services }) => [at(wall), services])).toEqual([
      ['2026-05-02T03:00', [0, 1]],
    ]);
    const [time] = crowdTimesOf(
      week('2026-05-01', 'UTC', service('a', 'schedule: "0 3 * * *"'), service('b', 'schedule: "0 3 * * *"')),
    );
    expect(time?.walls).toHaveLength(7);
  });
});
