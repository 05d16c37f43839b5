import { describe, expect, test } from 'vitest';
import { amountAxis, byteUnit, timeAxis } from '../../src/report/axis.ts';
import { counted, duration, size } from '../../src/report/format.ts';
import { wrap } from '../../src/report/wrap.ts';

test.each([
  [0, '0'], [1023, '1023'], [1024, '1K'], [1536, '1.5K'], [1_048_575, '1M'], [629_145_600, '600M'],
  [1_100_000_000, '1.02G'], [-2048, '-2K'], [1.5e15, '1364T'],
])('%d bytes are %s', (bytes, said) => {
  expect(size(bytes)).toBe(said);
}); // prettier-ignore

test.each([
  [0, '0'], [0.045, '45ms'], [0.9996, '1s'], [1.204, '1.2s'], [59.99, '1m'], [125, '2m5s'], [3599.9, '1h'],
  [5400, '1h30m'], [90_000, '1d1h'], [86_399, '1d'], [9_000_000, '104d'],
])('%d seconds are %s', (seconds, said) => {
  expect(duration(seconds)).toBe(said);
}); // prettier-ignore

test('one restart, 12,000 restarts', () => {
  expect([counted(1, 'restart'), counted(12_000, 'restart')]).toEqual(['1 restart', '12,000 restarts']);
});

test('lines are broken between words, and within a word that fits no line', () => {
  expect(wrap('one two three', 11, '- ')).toEqual(['- one two', '  three']);
  expect(wrap(`a ${'x'.repeat(20)}`, 12, '  ')).toEqual([
    '  a',
    `  ${'x'.repeat(10)}`,
    `  ${'x'.repeat(10)}`,
  ]);
  expect(wrap('', 10, '  ')).toEqual(['  ']);
});

describe('axes', () => {
  test('amounts begin at zero, end above the greatest and are round in their unit', () => {
    const { ticks, place } = amountAxis(700 * 1_048_576, byteUnit(700 * 1_048_576), size);
    expect(ticks.map(({ label }) => label)).toEqual(['0', '200M', '400M', '600M', '800M']);
    expect(place(0)).toBe(0);
    expect(place(700 * 1_048_576)).toBeLessThanOrEqual(1);
  });

  test.each([1e-9, 0.05, 1, 7, 99, 1234, 1e15])('%d fits on its axis with few lines', (most) => {
    const { ticks, place } = amountAxis(most, 1, String);
    expect(place(most)).toBeLessThanOrEqual(1.001);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(7);
  });

  test('days begin at midnight of the host', () => {
    const [from, to] = ['2026-01-05T03:00:00+09:00', '2026-01-09T03:00:00+09:00'].map(Date.parse) as [
      number,
      number,
    ];
    const { ticks, place } = timeAxis(from, to, 540);
    expect(ticks.map(({ label }) => label)).toEqual(['01-06', '01-07', '01-08', '01-09']);
    expect(ticks[0]!.at).toBeCloseTo(place(Date.parse('2026-01-06T00:00:00+09:00')), 9);
  });

  test.each([0, 1000, 60_000, 3.6e6, 8.64e7, 2.6e9, 3.2e10, 1e12])(
    '%d milliseconds have few ticks, all inside',
    (span) => {
      const { ticks } = timeAxis(1.7e12, 1.7e12 + span, -210);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks.every(({ at }) => at >= 0 && at <= 1.0001)).toBe(true);
    },
  );
});
