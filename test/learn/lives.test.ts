import { describe, expect, test } from 'vitest';
import { parseLine } from '../../src/history/line.ts';
import { livesOf } from '../../src/learn/lives.ts';
import { readEnding, readSample, type Sample } from '../../src/learn/sample.ts';

const MINUTE = 60_000;
const lineOf = (fields: string) => parseLine(`2026-11-22T03:00:01.204+09:00 info worker ${fields}`)!;

describe('a sample', () => {
  test('has every figure of its line', () => {
    const fields =
      'pid=4242 memory=1000 pss=900 uptime=123s load=0.42 cpus=4 pressure_cpu=1.20 pressure_memory=0.00 pressure_io=0.30';
    expect(readSample(lineOf(`sample ${fields}`))).toEqual({
      at: Date.parse('2026-11-21T18:00:01.204Z'),
      offset: 540,
      pid: 4242,
      memory: 1000,
      pss: 900,
      uptime: 123_000,
      load: 0.42,
      cpus: 4,
      pressure: 1.2,
    });
  });

  test('leaves out what is missing or no number', () => {
    const wrong = 'pid= memory=many uptime=123 load=-1 cpus=1e3 pressure_io=0x10';
    expect(Object.keys(readSample(lineOf(`sample ${wrong}`))!)).toEqual(['at', 'offset']);
    expect(Object.keys(readSample(lineOf('sample'))!)).toEqual(['at', 'offset']);
  });

  test('is no other line', () => {
    expect(readSample(lineOf('stopped pid=4242 memory=1000'))).toBeUndefined();
  });
});

describe('an ending', () => {
  const ended = 'uptime=7200s memory_before=1000 pss_before=900 memory_after=500 pss_after=400';

  test('has uptime and memory, PSS where it is told', () => {
    const ending = readEnding(lineOf(`restarted ${ended} outcome=success exit=0`));
    expect(ending).toMatchObject({ uptime: 7_200_000, before: 900, after: 400 });
    const plain = 'restarted uptime=7200s memory_before=1000 pss_before= memory_after=500 outcome=success';
    expect(readEnding(lineOf(plain))).toMatchObject({ before: 1000, after: 500 });
  });

  test('of a restart that failed tells nothing of the next process', () => {
    expect(readEnding(lineOf(`failed ${ended} outcome=failure exit=11`))).not.toHaveProperty('after');
  });

  test.each(['stopped pid=1', `restarted ${ended}`, 'unchanged pid=1 outcome=success exit=0'])(
    'is not %s',
    (one) => {
      expect(readEnding(lineOf(one))).toBeUndefined();
    },
  );
});

describe('lives', () => {
  const sample = (minute: number, rest: Partial<Sample>): Sample => ({
    at: minute * MINUTE,
    offset: 0,
    ...rest,
  });
  const agesOf = (samples: readonly Sample[]) =>
    livesOf(samples).map(({ points }) => points.map(({ x }) => x * 60));

  test('begin at the start that the uptime tells', () => {
    const samples = [10, 15, 20].map((minute) =>
      sample(minute, { pid: 7, memory: 1, uptime: (minute - 4) * MINUTE }),
    );
    expect(livesOf(samples)[0]?.start).toBe(4 * MINUTE);
    expect(agesOf(samples)).toEqual([[6, 11, 16].map((age) => expect.closeTo(age))]);
  });

  test('end with another PID, and with the same PID of another process', () => {
    const samples = [
      sample(1, { pid: 7, memory: 1, uptime: MINUTE }),
      sample(2, { pid: 8, memory: 1, uptime: MINUTE }),
      sample(9, { pid: 8, memory: 1, uptime: MINUTE }),
    ];
    expect(agesOf(samples)).toEqual([[1], [1], [1]].map((ages) => ages.map((age) => expect.closeTo(age))));
  });

  test('go on through samples without memory, and are counted from the first one without uptime', () => {
    const samples = [
      sample(5, { pid: 7, memory: 1 }),
      sample(10, { pid: 7 }),
      sample(15, { pid: 7, memory: 2 }),
    ];
    expect(agesOf(samples)).toEqual([[0, 10].map((age) => expect.closeTo(age))]);
  });

  test('have no age that goes back', () => {
    const samples = [
      sample(5, { pid: 7, memory: 1 }),
      sample(5, { pid: 7, memory: 1 }),
      sample(3, { pid: 7, memory: 1 }),
    ];
    expect(agesOf(samples)).toEqual([[0], [0]]);
  });

  test('take PSS where it is nearly always told, and never a mixture', () => {
    const some = [1, 2, 3].map((minute) =>
      sample(minute, { pid: 7, memory: 100, ...(minute === 2 && { pss: 50 }) }),
    );
    expect(livesOf(some)[0]?.points.map(({ y }) => y)).toEqual([100, 100, 100]);
    const all = [1, 2, 3].map((minute) => sample(minute, { pid: 7, memory: 100, pss: 50 }));
    expect(livesOf(all)[0]?.points.map(({ y }) => y)).toEqual([50, 50, 50]);
  });
});
