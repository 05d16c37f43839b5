import { describe, expect, test } from 'vitest';
import { type Advice, adviceFor } from '../../src/history/advice.ts';
import { parseLine } from '../../src/history/line.ts';
import { addLine, startSeries } from '../../src/history/series.ts';
import { summarise } from '../../src/history/summary.ts';
import { daily, DAY, failed, HOUR, line, MEBI, restarted, skipped, START } from './made-log.ts';

function read(log: string) {
  const series = startSeries('worker', undefined);
  for (const text of log.trimEnd().split('\n')) addLine(series, parseLine(text)!);
  return summarise(series);
}

function advice(log: string, now = Date.parse(read(log).to) + HOUR): Advice['code'][] {
  return adviceFor(read(log), now).map(({ code }) => code);
}

describe('counts are those of saikido_restarts_total', () => {
  const log = [
    restarted(START),
    line(START + HOUR, 'info', 'started', { action: 'ensure', new_pid: 7, memory_after: MEBI, downtime: '0.000s', outcome: 'success', exit: 0 }),
    line(START + 2 * HOUR, 'info', 'unchanged', { action: 'ensure', pid: 7, outcome: 'success', exit: 0 }),
    line(START + 3 * HOUR, 'info', 'stopped', { action: 'stop', old_pid: 7, stop: '9.000s', killed: 0, outcome: 'success', exit: 0 }),
    line(START + 4 * HOUR, 'info', 'paused', { action: 'pause', until: 'x', outcome: 'success', exit: 0 }),
    line(START + 5 * HOUR, 'info', 'previewed', { action: 'restart', outcome: 'success', exit: 0 }),
    line(START + 6 * HOUR, 'error', 'failed', { action: 'stop', reason: 'x', outcome: 'failure', exit: 10 }),
    failed(START + 7 * HOUR, 11, 'it did not stay up'),
    skipped(START + 8 * HOUR, { reason: 'paused: deployment', until: 'x' }),
    skipped(START + 9 * HOUR, { reason: 'stopped on purpose' }),
    skipped(START + 10 * HOUR, { reason: 'another run holds the lock' }, 75),
    skipped(START + 11 * HOUR, { gate: 'memory', memory: 1, limit: 2 }),
    skipped(START + 12 * HOUR, { gate: 'memory', memory: 1, limit: 2 }),
  ].join(''); // prettier-ignore

  test('what restarts, starts, fails or is skipped', () => {
    expect(read(log).restarts).toEqual({ success: 2, failure: 1, skipped: 5 });
  });

  test('one word for each reason to skip', () => {
    expect(read(log).skipped).toEqual({ memory: 2, paused: 1, stopped: 1, locked: 1 });
  });

  test('a start has no downtime, as nothing was stopped', () => {
    expect(read(log).downtime_seconds).toEqual({ median: 0.05, p95: 0.05, max: 0.05 });
    expect(read(log).found_dead).toBe(1);
  });

  test('a line without its outcome is no run', () => {
    const text = failed(START, 10, 'x y');
    expect(read(text).restarts).toEqual({ success: 0, failure: 1, skipped: 0 });
    expect(read(text.replace(' outcome=failure', '')).restarts).toEqual({
      success: 0,
      failure: 0,
      skipped: 0,
    });
  });
});

describe('figures', () => {
  test('memory counts where both sides were measured', () => {
    const log = restarted(START, {
      memory_before: 300 * MEBI,
      memory_after: 100 * MEBI,
      pss_before: 5,
      pss_after: 4,
    });
    const { memory_bytes, pss_bytes } = read(log + restarted(START + DAY, { memory_after: 0 }));
    expect(memory_bytes).toEqual({ before: 300 * MEBI, after: 100 * MEBI, freed: 200 * MEBI });
    expect(pss_bytes).toEqual({ before: 5, after: 4, freed: 1 });
  });

  test('a kill is told before the run ends, and counts once', () => {
    const killing = line(START, 'warn', 'killing', { pids: '1 2' });
    const stopped = line(START, 'info', 'stopped', { pid: 1, killed: 1 });
    const log = killing + stopped + restarted(START, { killed: 1 }) + killing + failed(START + DAY, 10, 'x');
    expect(read(log + restarted(START + 2 * DAY)).kills).toBe(2);
  });

  test('reasons that differ in numbers alone are one', () => {
    const log =
      failed(START, 73, 'it runs as 17') + failed(START + DAY, 73, 'it runs as 99') + failed(START, 11, 'x');
    expect(read(log).failures.map(({ count, reason }) => [count, reason])).toEqual([
      [2, 'it runs as 99'],
      [1, 'x'],
    ]);
  });

  test('of very many the longest downtime is exact, and the pieces stay few', () => {
    const log = daily(5000, (at, index) => restarted(at, { downtime: index === 777 ? '99.000s' : '0.050s' }));
    const { downtime_seconds, pieces } = read(log);
    expect(downtime_seconds).toEqual({ median: 0.05, p95: 0.05, max: 99 });
    expect(pieces.length).toBeLessThanOrEqual(400);
    expect(pieces.reduce((sum, { success }) => sum + success, 0)).toBe(5000);
    expect(Math.max(...pieces.map(({ downtime }) => downtime!.max))).toBe(99);
  });

  test('so few restarts are listed one by one', () => {
    expect(read(daily(400, (at) => restarted(at))).pieces).toHaveLength(400);
  });
});

describe('growth', () => {
  const growing = (hours: number, base = 50) => ({
    uptime: `${hours * 3600}s`,
    memory_before: Math.round((base + 20 * hours) * MEBI),
  });

  test('from uptimes that differ', () => {
    const { leak } = read(daily(40, (at, index) => restarted(at, growing(5 + ((index * 7) % 40)))));
    expect(leak).toMatchObject({ basis: 'uptimes', certain: true });
    expect(leak!.slope / MEBI).toBeCloseTo(20, 3);
  });

  test('from start and end where they are alike', () => {
    const { leak } = read(daily(40, (at) => restarted(at, growing(24))));
    expect(leak).toMatchObject({ basis: 'start_and_end', certain: true });
    expect(leak!.slope / MEBI).toBeCloseTo(20, 3);
  });

  test('memory that is reached early and then stays is no leak', () => {
    const log = daily(40, (at, index) =>
      restarted(at, {
        uptime: `${(5 + ((index * 7) % 40)) * 3600}s`,
        memory_before: (600 + (index % 5)) * MEBI,
      }),
    );
    expect(read(log).leak?.certain).toBe(false);
  });

  test('four restarts say nothing', () => {
    expect(read(daily(4, (at) => restarted(at))).leak).toBeNull();
  });
});

describe('what to look at', () => {
  const alike = { memory_before: 100 * MEBI, memory_after: 99 * MEBI };
  const good = (at: number, index: number) => restarted(at, { memory_before: (60 + (index % 3)) * MEBI });

  test.each<[string, string, Advice['code'][]]>([
    ['nothing', daily(10, good), []],
    ['failing', daily(8, good) + failed(START + 8 * DAY, 11, 'x') + failed(START + 9 * DAY, 11, 'x'), ['failing']],
    ['failed once', failed(START - DAY, 11, 'x') + daily(8, good), ['failed']],
    ['skipped for long', daily(8, good) + daily(5, (at) => skipped(at + 8 * DAY, { gate: 'load' })), ['always_skipped']],
    ['not freed', daily(8, (at) => restarted(at, alike)), ['not_freed']],
    ['killed', daily(8, good) + restarted(START + 8 * DAY, { killed: 1 }), ['killed']],
    ['retried', daily(8, good) + restarted(START + 8 * DAY, { attempts: 2 }), ['retried']],
    ['one long downtime', daily(8, good) + restarted(START + 8 * DAY, { downtime: '31.000s' }), ['long_downtime']],
    ['growth', daily(8, (at) => restarted(at)), ['leaks']],
  ])('%s', (_, log, codes) => {
    expect(advice(log)).toEqual(codes);
  }); // prettier-ignore

  test('a schedule that has stopped', () => {
    const log = daily(8, good);
    const last = START + 7 * DAY;
    expect(advice(log, last + 3 * DAY)).toEqual([]);
    expect(advice(log, last + 3 * DAY + 2 * HOUR)).toEqual(['overdue']);
    expect(advice(daily(3, good), last + 300 * DAY)).toEqual([]);
  });

  test('failing since the first failure after the last success', () => {
    const log =
      failed(START, 12, 'old') +
      daily(3, (at) => restarted(at + DAY)) +
      daily(3, (at) => failed(at + 9 * DAY, 11, 'new'));
    expect(read(log)).toMatchObject({ failing_since: '2026-01-14T03:00:01+09:00', failures_in_a_row: 3 });
    expect(adviceFor(read(log), 0)[0]).toMatchObject({ code: 'failing', exit: 11, reason: 'new' });
  });
});
