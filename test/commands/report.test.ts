import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ownFolder } from '../history/folder.ts';
import { daily, DAY, failed, MEBI, restarted, skipped, START } from '../history/made-log.ts';

const launcher = resolve(import.meta.dirname, '../../dist/saikido.cjs');
const folder = ownFolder();

function report(args: readonly string[], input = '', node: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, launcher, 'report', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, stdout, stderr };
}

function json(...args: readonly string[]) {
  const { status, stdout, stderr } = report([...args, '--format', 'json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

function file(path: string, content: string | Buffer): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
  return path;
}

function names(...args: readonly string[]): string[] {
  return json(...args).services.map(
    ({ service, host, restarts }: { service: string; host: string; restarts: { success: number } }) =>
      `${service} ${host} ${restarts.success}`,
  );
}

const week = daily(7, (at) => restarted(at));

describe('what is read', () => {
  test('rotated files, newest first, one of them gzip, are one history', () => {
    const newest = file(
      'rotated/worker.log',
      daily(3, (at) => failed(at + 9 * DAY, 11, 'x')),
    );
    const older = file('rotated/worker.log.1.gz', gzipSync(week));
    const [service] = json(newest, older).services;
    expect(service).toMatchObject({
      restarts: { success: 7, failure: 3, skipped: 0 },
      failing_since: '2026-01-14T03:00:01+09:00',
      last_run: { at: '2026-01-16T03:00:01+09:00', outcome: 'failure' },
    });
  });

  test('a folder stands for its logs; other files in it do not count', () => {
    file('all/worker.log', week);
    file('all/worker.log.2.gz', gzipSync(restarted(START - DAY)));
    file('all/search.log-20260101', restarted(START, {}, 'search'));
    file('all/worker.out', 'what the service prints\n');
    expect(names('all')).toEqual(['search null 1', 'worker null 8']);
  });

  test('a file counts once, by whatever names it is given', () => {
    file('once/worker.log', week);
    symlinkSync('worker.log', join(folder, 'once/current.log'));
    expect(names('once/worker.log', './once/../once/worker.log', 'once')).toEqual(['worker null 7']);
  });

  test('folders tell hosts apart', () => {
    for (const host of ['web1', 'web2']) file(`fleet/${host}/var/log/saikido/worker.log`, week);
    const logs = ['web1', 'web2'].map((host) => `fleet/${host}/var/log/saikido/worker.log`);
    expect(names(...logs)).toEqual(['worker web1 7', 'worker web2 7']);
    expect(names(`a=${logs[0]}`, `a=${logs[1]}`)).toEqual(['worker a 14']);
    expect(names(`b=fleet/web2/var/log/saikido`, logs[0]!)).toEqual(['worker null 7', 'worker b 7']);
  });

  test('standard input', () => {
    const { status, stdout } = report(['-', '--format', 'json'], week);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).services[0].restarts.success).toBe(7);
    expect(JSON.parse(report(['-', '--format', 'json'], '').stdout)).toMatchObject({ services: [] });
  });

  test('what comes through a pipe of the shell', () => {
    file('pipe/worker.log', week);
    const command = `"$0" "$1" report <(cat pipe/worker.log) /dev/stdin --format json < rotated/worker.log`;
    const { stdout } = spawnSync('bash', ['-c', command, process.execPath, launcher], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout).services).toMatchObject([
      { host: null, restarts: { success: 7, failure: 3, skipped: 0 } },
    ]);
  });

  test('broken lines are counted and shown, and stop nothing', () => {
    const log = file('broken.log', `rubbish\n${week}half a li`);
    const { status, stdout, stderr } = report([log]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('broken.log: 2 of 9 lines could not be read, the first in line 1\n');
    expect(json(log).files).toEqual([
      { path: log, host: null, lines: 9, broken: 2, first_broken: 1, damage: null },
    ]);
  });
});

describe('what cannot be read', () => {
  test('every such file is named; nothing else is said or written', () => {
    file('empty/notes.txt', '');
    const log = file('good.log', week);
    const { status, stdout, stderr } = report([log, 'none.log', 'empty', '--html', 'never.html']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^saikido: cannot read none\.log: .*\nsaikido: cannot read empty: .*\n$/);
    expect(readdirSync(folder)).not.toContain('never.html');
  });

  test('a file compressed in another way', () => {
    const log = file('worker.log.xz', Buffer.from('fd377a585a000004', 'hex'));
    const { status, stderr } = report([log]);
    expect(status).toBe(2);
    expect(stderr).toContain('xzcat');
  });

  test('a file that ends in the middle is used as far as it goes, with status 1', () => {
    const packed = gzipSync(
      daily(20_000, (at, index) => restarted(at, { new_pid: (index * 7919) % 99_991 })),
    );
    const { status, stdout } = report([file('cut.log.gz', packed.subarray(0, packed.length / 2))]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/only [\d,]+ lines could be read: unexpected end of file/);
  });
});

describe('text', () => {
  test('fits 80 columns and holds no escape codes, whatever names say', () => {
    const evil = 'web\u001b[2J\u202e';
    const log =
      daily(30, (at) => restarted(at)) + failed(START + 40 * DAY, 11, 'a "very" long reason '.repeat(20));
    file(`hosts/${evil}/worker.log`, log);
    file('hosts/web2/worker.log', log);
    const { stdout } = report([`hosts/${evil}/worker.log`, 'hosts/web2/worker.log']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain('worker on web\ufffd[2J\ufffd');
  });

  test('says what happened to one service', () => {
    const log = file('one.log', week + skipped(START + 7 * DAY, { reason: 'paused: deployment' }));
    const { stdout } = report([log]);
    expect(stdout).toContain('7 restarts of 1 service in 1 file');
    expect(stdout).toContain('restarts  7 done, 0 failed, 1 skipped (paused 1); 0 killed');
    expect(stdout).toContain('memory    600M before, 50M after, 550M freed (medians)');
    expect(stdout).toContain('downtime  50ms (median), 95 % within 50ms, longest 50ms');
    expect(stdout).toMatch(/^ {2}ended {2}\. +\. +\. +\. +\. +\. +\. +s$/m);
  });

  test('of many services those with nothing to look at stand in the table alone', () => {
    const steady = { memory_before: 60 * MEBI };
    const now = Date.now() - 8 * DAY;
    const logs = Array.from({ length: 10 }, (_, index) =>
      Array.from({ length: 8 }, (__, day) =>
        restarted(now + day * DAY, index === 3 ? {} : steady, `s${index}`),
      ).join(''),
    );
    const { stdout } = report([file('many.log', logs.join(''))]);
    expect(stdout.match(/^s\d  /gm)).toHaveLength(11);
    expect(stdout).toContain('nothing to look at in the other 9\n');
  });

  test('logs of something else', () => {
    const { status, stdout } = report([file('other.log', 'Nov 22 host kernel: hello\n')]);
    expect(status).toBe(0);
    expect(stdout).toContain('no restart script wrote to these logs\n');
  });
});

test('the keys of JSON are these', () => {
  const [service] = json(file('keys.log', week + failed(START + 9 * DAY, 11, 'x'))).services;
  expect(Object.keys(service)).toEqual([
    'service', 'host', 'from', 'to', 'restarts', 'skipped', 'failures', 'warnings', 'kills', 'retried', 'found_dead',
    'last_run', 'last_success', 'failing_since', 'failures_in_a_row', 'skipped_in_a_row', 'downtime_seconds',
    'stop_seconds', 'memory_bytes', 'pss_bytes', 'interval_seconds', 'leak', 'look_at', 'history', 'skipped_history',
  ]); // prettier-ignore
  expect(Object.keys(service.history[0])).toEqual([
    'from', 'to', 'success', 'failure', 'skipped', 'killed', 'memory_before', 'memory_after', 'downtime_seconds',
  ]); // prettier-ignore
  expect(Object.keys(service.leak)).toEqual(['bytes_per_hour', 'low', 'high', 'points', 'basis', 'certain']);
  expect(service.history).toHaveLength(8);
});

describe('--html', () => {
  const log = file('page.log', week);

  test('writes a page, and replaces its own', () => {
    expect(report([log, '--html', 'page.html']).stderr).toBe('wrote page.html\n');
    const first = readFileSync(join(folder, 'page.html'), 'utf8');
    expect(first).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(report([log, '--html', 'page.html']).status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test("never touches what is not Saikido's", () => {
    file('notes.html', '<!doctype html>\n<html lang="en"><body>mine</body></html>\n');
    const { status, stdout, stderr } = report([log, '--html', 'notes.html']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('cannot write notes.html: it was not made by saikido report');
    expect(readFileSync(join(folder, 'notes.html'), 'utf8')).toContain('mine');
    expect(report([log, '--html', log]).status).toBe(2);
    expect(readFileSync(join(folder, log), 'utf8')).toBe(week);
  });

  test('a folder that is not there', () => {
    expect(report([log, '--html', 'nowhere/page.html'])).toMatchObject({ status: 2, stdout: '' });
  });
});

test('300,000 lines in little memory', () => {
  const lines = daily(1000, (at) => restarted(at)).repeat(300);
  const log = file('long.log', lines);
  const { status, stdout } = report([log, '--format', 'json'], '', ['--max-old-space-size=48']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).services[0].restarts.success).toBe(300_000);
});
