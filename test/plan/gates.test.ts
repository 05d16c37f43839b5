import { describe, expect, test } from 'vitest';
import { planBundle } from '../../src/plan/build.ts';
import { longestRun } from '../../src/plan/longest-run.ts';
import { sample } from './sample.ts';

const PLAN = {
  cron: '0 3 * * *',
  jitter: '10m',
  when: {
    load_below: 0.7,
    pressure_below: { cpu: 20, memory: 10, io: 20.5 },
    command: ['/opt/app/is-idle', '--all jobs'],
    wait: '1h',
  },
};
const LEAK = { every: '5m', when: { memory_above: '800M', uptime_above: '10m', sustained: 3 } };

function first(schedule: unknown, more: object = {}) {
  return planBundle(sample({ services: { worker: { ...more, schedule } } })).services[0]!;
}

const optionsOf = (entry: object) => first([entry]).cron[0]!.command.slice(3).join(' ');

describe('the options of a line', () => {
  test('are those of its gates, in the order of the contract', () => {
    expect(optionsOf(LEAK)).toBe('--memory-above 800M --uptime-above 10m --sustained 3');
    expect(optionsOf(PLAN)).toBe(
      '--load-below 0.7 --cpu-pressure-below 20 --memory-pressure-below 10 --io-pressure-below 20.5 ' +
        '--command-gate 1 --wait 1h --otherwise skip --jitter 10m',
    );
  });

  test('leave out what is a default', () => {
    expect(optionsOf({ every: '5m', when: { memory_above: '1024K', sustained: 1 } })).toBe(
      '--memory-above 1M',
    );
    expect(optionsOf({ every: '5m', when: { load_below: 1, wait: '0s' } })).toBe('--load-below 1');
  });

  test('say how the wait ends', () => {
    const when = { load_below: 1.005, wait: '90s', otherwise: 'restart' };
    expect(optionsOf({ every: '5m', when })).toBe('--load-below 1 --wait 1m30s --otherwise restart');
  });

  test('are the same in a crontab and in a unit', () => {
    const { timers } = first([PLAN], { scheduler: 'systemd' });
    expect(timers[0]!.command).toEqual(first([PLAN]).cron[0]!.command);
  });
});

describe('timers', () => {
  test('entries with other gates have timers of their own, those with the same ones share one', () => {
    const { timers } = first([PLAN, LEAK, { ...PLAN, cron: '0 15 * * *' }], { scheduler: 'systemd' });
    expect(timers.map(({ unit, onCalendar }) => [unit, onCalendar])).toEqual([
      ['worker-restart', ['*-*-* 03:00:00', '*-*-* 15:00:00']],
      ['worker-restart-2', ['*-*-* *:00/5:00']],
    ]);
  });

  test('a run may last as long as it may wait', () => {
    const { service, timers } = first([PLAN, LEAK], { scheduler: 'systemd' });
    const plain = longestRun(service);
    expect(timers.map(({ timeoutMs }) => timeoutMs - plain)).toEqual([70 * 60_000, 0]);
  });
});

describe('the script', () => {
  test('holds the options that some entry uses, and each command once', () => {
    const other = { every: '1h', when: { command: '/bin/false' } };
    const { settings } = first([PLAN, { ...PLAN, cron: '@weekly' }, other]);
    const value = (wanted: string) => settings.find(({ name }) => name === wanted)?.value;
    expect(value('FLAGS')).toContain('--command-gate');
    expect(value('FLAGS')).not.toContain('--memory-above');
    expect(value('GATE_COMMANDS')).toEqual(['/opt/app/is-idle', '--all jobs', '/bin/false']);
    expect(value('GATE_SIZES')).toEqual(['2', '1']);
  });

  test('of a plain schedule holds nothing of it', () => {
    const { settings, parts, usage } = first(['0 3 * * *', { every: '5m', action: 'ensure' }]);
    expect(settings.map(({ name }) => name)).not.toContain('FLAGS');
    expect(parts.filter((part) => /gate|flag|jitter|doze|sample|host|unlocked|memory/.test(part))).toEqual(
      [],
    );
    expect(usage).toEqual([]);
  });

  test.each([
    [{ every: '1h', when: { memory_above: '1G' } }, 'flags unlocked gates gate-memory own-memory'],
    [{ every: '1h', when: { uptime_above: '1h' } }, 'flags unlocked gates gate-uptime'],
    [{ every: '1h', when: { load_below: 1 } }, 'flags unlocked gates host-load gate-load gate-host gate-now'],
    [
      { every: '1h', when: { pressure_below: { io: 1 }, wait: '1m' } },
      'flags unlocked doze gates host-pressure gate-pressure gate-host gate-wait',
    ],
    [{ every: '1h', jitter: '1m' }, 'flags unlocked doze jitter'],
    [{ every: '1h', action: 'sample' }, 'unlocked host-load host-pressure sample'],
  ])('of %j has the parts %s', (entry, expected) => {
    const plain = first(['@daily']).parts;
    const parts = first([entry]).parts.filter((part) => !plain.includes(part));
    expect(parts.map((part) => part.replace('+', '')).join(' ')).toBe(expected);
  });
});

test('a line says in words when it goes ahead', () => {
  const says = (entry: object) => first([entry]).cron[0]!.says;
  expect(says(LEAK)).toBe(
    'restart every 5 minutes, only if it holds more than 800M of memory at 3 checks in a row and it has been ' +
      'up for more than 10m',
  );
  expect(says(PLAN)).toBe(
    'restart every day at 03:00, on each host up to 10m later, only if the load per CPU is below 0.7, the CPU ' +
      'pressure is below 20%, the memory pressure is below 10%, the disk pressure is below 20.5% and is-idle ' +
      'exits 0, waits up to 1h for that and then is skipped',
  );
});
