import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'saikido explain '));
const config = join(folder, 'saikido.yaml');
const program = join(folder, 'explain.cjs');

beforeAll(() => {
  const contents = `
    import { explainCommand } from './src/commands/explain.ts';
    const { status, stdout, stderr } = explainCommand(JSON.parse(process.argv[2]));
    process.exitCode = status;
    process.stdout.write(stdout);
    process.stderr.write(stderr);`;
  const stdin = { contents, resolveDir: resolve(import.meta.dirname, '../..') };
  buildSync({ stdin, bundle: true, platform: 'node', outfile: program });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in a process of its own, because the zone of a process is set when it starts. */
function explain(options: Readonly<Record<string, string>>, zone = 'UTC') {
  const args = JSON.stringify({ config, format: 'json', ...options });
  const env = { ...process.env, TZ: zone };
  return spawnSync(process.execPath, [program, args], { encoding: 'utf8', env });
}

function service(name: string, ...lines: readonly string[]): string {
  const own = [`command: /opt/${name}`, `pid_file: /run/${name}/${name}.pid`, ...lines];
  return [`  ${name}:`, ...own.map((line) => `    ${line}`)].join('\n');
}

function write(...services: readonly string[]): void {
  writeFileSync(config, `services:\n${services.join('\n')}\n`);
}

function entriesOf(options: Readonly<Record<string, string>>, zone?: string) {
  const { status, stdout, stderr } = explain(options, zone);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [first] = JSON.parse(stdout).services;
  return first.entries;
}

describe('JSON', () => {
  test('has exactly the keys of the contract', () => {
    write(service('worker', 'schedule: "0 3 * * *"'), service('hand'));
    const { stdout } = explain({ from: '2026-05-01T03:00:00Z', next: '2' });
    const next = ['2026-05-02T03:00:00+00:00', '2026-05-03T03:00:00+00:00'];
    const worker = {
      name: 'worker',
      entries: [{ action: 'restart', schedule: '0 3 * * *', next, warnings: [] }],
    };
    expect(JSON.parse(stdout)).toEqual({ services: [worker, { name: 'hand', entries: [] }] });
  });

  test.each([
    ['Asia/Tokyo', '2026-05-01T03:00:00+09:00'],
    ['America/St_Johns', '2026-05-01T03:00:00-02:30'],
    ['Asia/Kathmandu', '2026-05-01T03:00:00+05:45'],
    [':Europe/Berlin', '2026-05-01T03:00:00+02:00'],
    ['JST-9', '2026-05-01T03:00:00+09:00'],
    ['', '2026-05-01T03:00:00+00:00'],
  ])('shows the time of the machine in %s, three runs unless told otherwise', (zone, first) => {
    write(service('worker', 'schedule: "0 3 * * *"'));
    const [{ next }] = entriesOf({ from: '2026-05-01' }, zone);
    expect(next[0]).toBe(first);
    expect(next).toHaveLength(3);
  });

  test("shows an entry with a zone in that zone, and no other's", () => {
    const entry = '{ cron: "0 3 * * *", timezone: Europe/Berlin }';
    write(service('worker', 'scheduler: systemd', `schedule: ${entry}`));
    for (const zone of ['UTC', 'Asia/Tokyo']) {
      const [{ next }] = entriesOf({ from: '2026-05-01T12:00:00Z', next: '1' }, zone);
      expect(next).toEqual(['2026-05-02T03:00:00+02:00']);
    }
  });

  test('writes an interval as one does', () => {
    write(service('worker', 'schedule: { every: 90m, action: ensure }', 'scheduler: systemd'));
    const [{ schedule, action, next }] = entriesOf({ from: '2026-05-01T12:00:00Z', next: '1' });
    expect({ schedule, action, next }).toEqual({
      schedule: 'every 1h30m',
      action: 'ensure',
      next: ['2026-05-01T13:30:00+00:00'],
    });
  });
});

describe('warnings', () => {
  const from = '2026-01-01T00:00:00Z';
  const skipped = '02:30 on 2026-03-29 does not exist in Europe/Berlin:';
  const repeated = '02:30 on 2026-10-25 comes twice in Europe/Berlin:';

  test.each([
    ['scheduler: cron', '30 2 * * *', [`${skipped} cron runs it at 03:00`, `${repeated} cron runs it the first time only`]],
    ['scheduler: systemd', '30 2 * * *', [`${skipped} systemd leaves it out`, `${repeated} systemd runs it the first time only`]],
    ['cron_flavor: busybox', '30 2 * * *', [`${skipped} cron leaves it out`, `${repeated} cron runs it both times`]],
    ['scheduler: cron', '*/5 * * * *', []],
    ['scheduler: cron', '0 3 * * *', []],
    ['scheduler: cron', '30 2 1 * *', []],
    ['scheduler: systemd', '*/30 * * * *', ['02:00 and 1 more on 2026-10-25 come twice in Europe/Berlin: systemd runs them the first time only']],
  ])('of a change of the clock: %s, %s', (scheduler, cron, expected) => {
    write(service('worker', scheduler, `schedule: "${cron}"`));
    expect(entriesOf({ from }, 'Europe/Berlin')[0].warnings).toEqual(expected);
    expect(entriesOf({ from }, 'Asia/Tokyo')[0].warnings).toEqual([]);
  }); // prettier-ignore

  test('of restarts in the same minute, across zones', () => {
    write(
      service('worker', 'schedule: "0 3 * * *"'),
      service('web', 'scheduler: systemd', 'schedule: { cron: "0 4 2 * *", timezone: Europe/Berlin }'),
      service('api', 'schedule: { every: 5m, action: ensure }'),
      service('late', 'schedule: "1 3 * * *"'),
    );
    const { stdout } = explain({ from: '2026-01-01T04:00:00Z' });
    const [worker, web, api, late] = JSON.parse(stdout).services;
    expect(worker.entries[0].warnings).toEqual(['web restarts in the same minute, such as 2026-01-02 03:00']);
    expect(web.entries[0].warnings).toEqual(['worker restarts in the same minute, such as 2026-01-02 04:00']);
    expect([...api.entries[0].warnings, ...late.entries[0].warnings]).toEqual([]);
  });
});

describe('warnings of gates and intervals', () => {
  const gated = (...entries: readonly string[]) => {
    write(service('worker', 'scheduler: systemd', `schedule: [${entries.join(', ')}]`));
    return (entriesOf({ from: '2026-05-01' }) as { warnings: string[] }[]).map(({ warnings }) => warnings);
  };
  const daily = '"0 3 * * *"';
  const check = (when: string, every = '5m') => `{ every: ${every}, when: { memory_above: 800M, ${when} } }`;
  const why = "because the service's other entries restart it";

  test('uptime that is never reached', () => {
    expect(gated(daily, check('uptime_above: 1d'))).toEqual([
      [],
      [`uptime_above is never true, since the uptime never passes 1d: it is 1d at most, ${why}`],
    ]);
    expect(gated(daily, check('uptime_above: 23h'))).toEqual([[], []]);
    expect(gated(check('uptime_above: 30d'))).toEqual([[]]);
  });

  test('checks in a row that do not fit in', () => {
    const warning = `sustained is never reached: 7 checks in a row are wanted, 6 fit in, ${why}`;
    expect(gated(daily, check('sustained: 7', '4h'))).toEqual([[], [warning]]);
    expect(gated(daily, check('sustained: 6', '4h'))).toEqual([[], []]);
  });

  test('an entry that a busy host skips promises no restart', () => {
    const polite = '{ cron: "0 3 * * *", when: { load_below: 0.7, wait: 1h } }';
    expect(gated(polite, check('uptime_above: 2d'))).toEqual([[], []]);
    expect(gated(polite.replace('1h', '1h, otherwise: restart'), check('uptime_above: 2d'))[1]).toHaveLength(
      1,
    );
  });

  test('checks are no restarts in the same minute', () => {
    write(
      service('worker', `schedule: ${daily}`),
      service('api', `schedule: [${check('uptime_above: 10m')}]`),
    );
    expect(entriesOf({ from: '2026-05-01' })[0].warnings).toEqual([]);
  });

  test('an interval that cron cannot express', () => {
    const [[warning]] = gated('{ every: 7m, action: ensure }') as [[string]];
    expect(warning).toContain('cron cannot express every 7m (the nearest is 6m)');
  });
});

test('text: the runs on both sides of the next change of the clock in each direction', () => {
  write(service('worker', 'schedule: ["30 2 * * *", "*/5 * * * *"]'));
  const { stdout } = explain({ from: '2026-01-01', next: '1', format: 'text' }, 'Europe/Berlin');
  const lines = stdout.split('\n').filter((line) => line.includes('clocks change'));
  expect(lines).toEqual([
    '    clocks change 2026-03-29: Sat 02:30 +01:00, then Sun 03:00 +02:00',
    '    clocks change 2026-10-25: Sun 02:30 +02:00, then Mon 02:30 +01:00',
  ]);
  expect(explain({ from: '2026-01-01', format: 'text' }, 'Asia/Tokyo').stdout).not.toContain('clocks change');
});

test('text: every entry in plain words with its runs', () => {
  write(
    service('worker', 'schedule: ["0 3 * * mon-fri", { every: 5m, action: ensure }]'),
    service('api', 'scheduler: systemd', 'schedule: { cron: "30 2 1 3 *", timezone: Europe/Berlin }'),
    service('hand'),
  );
  const { stdout, stderr, status } = explain(
    { from: '2026-05-01T12:00:00Z', next: '1', format: 'text' },
    'Asia/Tokyo',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(`Times are in Asia/Tokyo, this machine's zone, unless an entry names another.

worker
  restart at 03:00 from Monday to Friday (0 3 * * mon-fri)
    Mon 2026-05-04 03:00 +09:00
  ensure every 5 minutes
    Fri 2026-05-01 21:05 +09:00

api
  restart at 02:30 on the 1st of March (30 2 1 3 *, Europe/Berlin)
    Mon 2027-03-01 02:30 +01:00

hand
  no schedule: it is restarted by hand

The restarts of the week from Fri 2026-05-01, hour by hour, in Asia/Tokyo

           0     3     6     9     12    15    18    21
Fri 05-01  · · · A · · · · · · · · · · · · · · · · · · · ·
Sat 05-02  · · · · · · · · · · · · · · · · · · · · · · · ·
Sun 05-03  · · · · · · · · · · · · · · · · · · · · · · · ·
Mon 05-04  · · · A · · · · · · · · · · · · · · · · · · · ·
Tue 05-05  · · · A · · · · · · · · · · · · · · · · · · · ·
Wed 05-06  · · · A · · · · · · · · · · · · · · · · · · · ·
Thu 05-07  · · · A · · · · · · · · · · · · · · · · · · · ·

  A  worker  5 restarts
  B  api     none; next on 2027-03-01
`);
});

describe('wrong usage', () => {
  test.each(['0', '-1', '1.5', 'x', '', '1001', '1e2', '3 '])('--next %j', (next) => {
    write(service('worker'));
    const { status, stdout, stderr } = explain({ next });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`saikido: --next must be a whole number from 1 to 1000 (got "${next}")\n`);
  });

  test.each([
    '',
    'now',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '2026-01-01T24:30',
    '2026-01-01T10:00:00+2',
    '01/02/2026',
  ])('--from %j', (from) => {
    write(service('worker'));
    const { status, stdout, stderr } = explain({ from });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`(got "${from}")`);
  });

  test('a config that is wrong or missing prints its problems and nothing else', () => {
    write(service('worker', 'schedule: "0 25 * * *"'));
    const wrong = explain({});
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain(`${config}:5:`);
    const missing = explain({ config: join(folder, 'none.yaml') });
    expect({ status: missing.status, stdout: missing.stdout }).toEqual({ status: 2, stdout: '' });
    expect(missing.stderr).toContain('none.yaml');
  });

  test.each([
    ['2026-05-01', '2026-05-01T03:00:00+02:00'],
    ['2026-05-01T03:00', '2026-05-02T03:00:00+02:00'],
    ['2026-05-01T03:00:00+02:00', '2026-05-02T03:00:00+02:00'],
    ['2026-05-01t00:59:59.5z', '2026-05-01T03:00:00+02:00'],
    ['2026-05-01 01:00:00Z', '2026-05-02T03:00:00+02:00'],
  ])('but --from %s is right', (from, first) => {
    write(service('worker', 'schedule: "0 3 * * *"'));
    expect(entriesOf({ from, next: '1' }, 'Europe/Berlin')[0].next).toEqual([first]);
  });
});
