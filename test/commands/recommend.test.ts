import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type RecommendOptions, recommendCommand } from '../../src/commands/recommend.ts';
import { loadConfigText } from '../../src/config/load.ts';
import { MIB, normal } from '../learn/made.ts';

const folder = mkdtempSync(join(tmpdir(), 'saikido recommend '));
afterAll(() => rmSync(folder, { recursive: true }));

const program = resolve(import.meta.dirname, '../../dist/saikido.cjs');
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Midnight of a Monday in Tokyo. */
const MONDAY = Date.parse('2026-10-05T00:00:00+09:00');
const inTokyo = (at: number) => new Date(at + 540 * MINUTE).toISOString().replace('Z', '+09:00');

/** Four weeks of samples of a process that is started anew every midnight, in Tokyo. */
function samples(name: string, memory: (hours: number) => number): string {
  const next = normal(7);
  const lines: string[] = [];
  for (let minute = 10; minute < 28 * 1440; minute += 10) {
    const up = minute % 1440;
    const hour = Math.floor(up / 60);
    const idle = Math.floor(minute / 1440) % 7 === 6 && hour === 5;
    const load = (idle ? 0.1 : hour === 4 ? 0.5 : 2) + 0.1 * Math.abs(next());
    const bytes = Math.round((memory(up / 60) + 5 * next()) * MIB);
    const figures = `memory=${bytes} uptime=${up * 60}s load=${load.toFixed(2)} cpus=4 pressure_cpu=1.20`;
    const at = MONDAY + minute * MINUTE;
    if (up > 0)
      lines.push(`${inTokyo(at)} info ${name} sample pid=${100 + Math.floor(minute / 1440)} ${figures}\n`);
  }
  return lines.join('');
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const leaky = file(
  'worker samples',
  samples('worker', (hours) => 200 + 5 * hours),
);
const cache = file(
  'cache samples',
  samples('cache', (hours) => 200 + 200 * (1 - Math.exp(-hours / 2))),
);

/** What the tests look at of a service's part of the JSON. */
interface Service {
  readonly memory: {
    readonly verdict: string;
    readonly bytes_per_hour: { readonly low: number; readonly high: number };
  };
  readonly limit: Readonly<Record<'bytes' | 'hours_soonest' | 'hours_latest', number>> & {
    readonly given: boolean;
  };
  readonly schedule: readonly { readonly entry: { readonly action?: string } }[];
}

async function recommended(options: RecommendOptions) {
  const { status, stdout, stderr } = await recommendCommand({ ...options, format: 'json' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as { services: readonly Service[]; yaml: string };
}

describe('a leaky service', () => {
  test('in JSON: its slope, the limit, the quietest hour and the schedule', async () => {
    const { services } = await recommended({ log: [leaky], limit: '800M' });
    expect(services).toHaveLength(1);
    const [worker] = services as [Service];
    expect(worker).toMatchObject({
      name: 'worker',
      samples: 4004,
      restarts: 0,
      hosts: 1,
      memory: { verdict: 'leak', learned_from: 'samples', lives: 28, lives_cover_same_hours: true },
      limit: { bytes: 800 * MIB, given: true, beyond_longest_life: true },
      quiet: { utc_offset_minutes: 540, of_day: { hour: 4 }, of_week: { weekday: 0, hour: 5, seen: 4 } },
    });
    const { low, high } = worker.memory.bytes_per_hour;
    expect(low).toBeLessThan(5 * MIB);
    expect(high).toBeGreaterThan(5 * MIB);
    expect(worker.limit.hours_soonest).toBeLessThan(120);
    expect(worker.limit.hours_latest).toBeGreaterThan(120);
    expect(worker.schedule.map(({ entry }) => entry)).toEqual([
      { cron: '30 5 * * 0,3,5' },
      { every: '5m', when: { memory_above: '800M', uptime_above: '10m', sustained: 3 } },
    ]);
  });

  test('in words, on lines of at most 80 columns', async () => {
    const { status, stdout } = await recommendCommand({ log: [leaky], limit: '800M' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/It leaks 5(?:\.0\d)?M an hour/);
    expect(stdout).toContain('Sunday 05:00 to 06:00');
    expect(stdout).toContain('(+09:00)');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('without a limit: says so, and takes twice the size of a fresh process', async () => {
    const { stdout } = await recommendCommand({ log: [leaky] });
    expect(stdout.replace(/\s+/g, ' ')).toContain('No limit was given');
    const [worker] = (await recommended({ log: [leaky] })).services as [Service];
    expect(worker.limit.given).toBe(false);
    expect(Math.abs(worker.limit.bytes / MIB - 400)).toBeLessThan(10);
    expect(worker.schedule).toHaveLength(1);
  });
});

test('the YAML is a piece of a config that Saikido takes, with a reason for each entry', async () => {
  const { yaml } = await recommended({ log: [leaky, cache], limit: '800M' });
  const config = parse(yaml) as { services: Record<string, object> };
  expect(Object.keys(config.services)).toEqual(['cache', 'worker']);
  for (const [name, service] of Object.entries(config.services)) {
    Object.assign(service, { command: `/opt/${name}`, pid_file: `/run/${name}/${name}.pid` });
  }
  const { config: loaded, problems } = loadConfigText('x.yaml', JSON.stringify(config));
  expect(problems).toEqual([]);
  expect(loaded?.services.map(({ schedule }) => schedule.length)).toEqual([1, 2]);
  const lines = yaml.split('\n');
  for (const [i, line] of lines.entries())
    if (line.startsWith('      - ')) expect(lines[i - 1]).toMatch(/^ {6}# \S/);
  const { stdout } = await recommendCommand({ log: [leaky, cache], limit: '800M' });
  expect(stdout.endsWith(`\n\n${yaml}`)).toBe(true);
});

test('a cache that fills is no leak, and no restart is recommended', async () => {
  const [service] = (await recommended({ log: [cache], limit: '800M' })).services as [Service];
  expect(service.memory.verdict).toBe('levels-off');
  expect(service).not.toHaveProperty('limit');
  expect(service.schedule.map(({ entry }) => entry)).toEqual([{ every: '5m', action: 'ensure' }]);
});

test('too few samples: says so, and asks for more', async () => {
  const few = file(
    'few',
    samples('worker', () => 200)
      .split('\n')
      .slice(0, 30)
      .join('\n'),
  );
  const { services, yaml } = await recommended({ log: [few] });
  expect(services[0]).toMatchObject({
    memory: { verdict: 'too-little' },
    quiet: { none_because: 'too-little' },
  });
  expect(yaml).toContain('action: sample');
});

test('rotated and compressed files come in any order, and hosts are kept apart', async () => {
  const lines = samples('worker', (hours) => 200 + 5 * hours).split(/(?<=\n)/);
  const half = Math.floor(lines.length / 2);
  const older = file('samples.1.gz', gzipSync(lines.slice(0, half).join('')));
  const newer = file('samples', lines.slice(half).join(''));
  const [whole, parts] = [await recommended({ log: [leaky] }), await recommended({ log: [newer, older] })];
  expect(parts).toEqual(whole);
  const [hosts] = (await recommended({ log: [`web1=${leaky}`, `web2=${newer}`] })).services as [Service];
  expect(hosts).toMatchObject({ hosts: 2, memory: { verdict: 'leak', lives: 42 } });
});

test('restarts of a log tell what they can', async () => {
  const lines = Array.from({ length: 30 }, (_, day) => {
    const figures = `uptime=86400s memory_before=${300 * MIB + day} memory_after=${100 * MIB} outcome=success exit=0`;
    return `${inTokyo(MONDAY + day * DAY)} info worker restarted action=restart old_pid=1 ${figures}\n`;
  });
  const [worker] = (await recommended({ log: [file('worker.log', lines.join(''))] })).services as [Service];
  expect(worker).toMatchObject({
    restarts: 30,
    memory: { verdict: 'unclear', learned_from: 'restarts', lives: 29 },
  });
  expect(worker.schedule.map(({ entry }) => entry.action)).toEqual(['ensure', 'sample']);
});

test('samples and log of a real script are read together', async () => {
  const box = join(folder, 'a real one');
  mkdirSync(join(box, 'run'), { recursive: true });
  const real = {
    command: ['/bin/sleep', '1000'],
    pid_file: join(box, 'run/real.pid'),
    output: join(box, 'real.out'),
    state_directory: join(box, 'state'),
    log: { file: join(box, 'real.log') },
    start: { settle: '0s' },
    schedule: ['0 3 * * *', { every: '5m', action: 'sample' }],
  };
  writeFileSync(join(box, 'saikido.yaml'), JSON.stringify({ services: { real } }));
  const script = join(box, 'saikido-out/root/usr/local/sbin/real-restart');
  // the namespace ends all that was started in it
  const inside = '"$0" generate && "$1" start && "$1" sample && "$1" restart && "$1" sample';
  const args = ['-mpf', '--mount-proc', '--kill-child', 'bash', '-c', `${inside}; exit $?`, program, script];
  const { status, stderr } = spawnSync('unshare', args, { cwd: box, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const { services } = await recommended({ log: [join(box, 'state/samples'), join(box, 'real.log')] });
  expect(services).toMatchObject([{ name: 'real', samples: 2, restarts: 1, hosts: 1 }]);
});

describe('what cannot be read', () => {
  test.each(['800', '1.5G', 'big', '0M', ''])('--limit %j', async (limit) => {
    const { status, stdout, stderr } = await recommendCommand({ log: [leaky], limit });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`saikido: --limit must be a size such as 512K, 800M or 2G (got "${limit}")\n`);
  });

  test('a file that is missing, and one without a line of ours', async () => {
    const missing = await recommendCommand({ log: [join(folder, 'none')] });
    expect({ ...missing, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(missing.stderr).toContain('none');
    const other = await recommendCommand({ log: [file('other', 'a line\nof others\n')] });
    expect({ ...other, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(other.stderr).toContain('no line of a restart script');
  });

  test('a file that breaks off in its middle counts up to there, with exit status 1', async () => {
    const packed = gzipSync(samples('worker', (hours) => 200 + 5 * hours));
    const torn = file('torn.gz', packed.subarray(0, packed.length - 2000));
    const { status, stdout, stderr } = await recommendCommand({ log: [torn] });
    expect(status).toBe(1);
    expect(stdout).toContain('worker');
    expect(stderr).toContain('what came before it counts');
  });

  test('broken lines are counted on stderr, and the rest counts', async () => {
    const broken = file('broken', `what\n${samples('worker', () => 200)}torn off`);
    const { status, stderr, stdout } = await recommendCommand({ log: [broken] });
    expect(status).toBe(0);
    expect(stderr).toBe(`saikido: ${broken}:1: 2 lines of no restart script\n`);
    expect(stdout).toContain('It does not grow');
  });
});

test('the built command reads a pipe', () => {
  const input = samples('worker', (hours) => 200 + 5 * hours);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'recommend', '-'], {
    input,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('schedule:');
});

test('days are those of the clock in the lines, not of UTC', async () => {
  const line =
    '2026-11-22T03:00:01.204+09:00 info worker restarted action=restart uptime=10s memory_before=1000 ' +
    'memory_after=10 outcome=success exit=0\n';
  const { stdout } = await recommendCommand({ log: [file('early.log', line)] });
  expect(stdout).toContain('2026-11-22 to 2026-11-22');
});
