import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLogs } from '../../src/history/read.ts';
import { ownFolder } from './folder.ts';

const folder = ownFolder();

function line(day: number, rest = 'info worker stopped pid=1'): string {
  return `2026-11-${String(day).padStart(2, '0')}T03:00:01.204+09:00 ${rest}\n`;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function daysOf(...paths: string[]): Promise<number[]> {
  const days: number[] = [];
  await readLogs(
    paths.map((path) => ({ path })),
    ({ at }) => days.push(new Date(at + 9 * 3_600_000).getUTCDate()),
  );
  return days;
}

test('rotated files are read oldest first, gzip or not, whatever their names', async () => {
  const newest = file('worker.log', line(7) + line(8));
  const second = file('worker.log.1', line(5) + line(6));
  const third = file('worker.log.2', gzipSync(line(3) + line(4)));
  const oldest = file('worker.log.3.gz', Buffer.concat([gzipSync(line(1)), gzipSync(line(2))]));
  expect(await daysOf(newest, second, third, oldest)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await daysOf(third, newest, oldest, second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('broken lines are counted, with the first of them', async () => {
  const path = file(
    'broken.log',
    `${line(1)}\n\nrubbish\n${line(2)}\u0000\u0000${line(3)}${line(4).trimEnd()}`,
  );
  const [read] = await readLogs([{ path }], () => {});
  expect(read).toEqual({ path, lines: 7, broken: 2, firstBroken: 4 });
});

test('a gzip file that ends in the middle gives what it has, and says so', async () => {
  const packed = gzipSync(
    Array.from({ length: 60_000 }, (_, index) => line(1 + (index % 28), `info s${index} x`)).join(''),
  );
  const path = file('cut.gz', packed.subarray(0, packed.length / 2));
  const [read] = await readLogs([{ path }], () => {});
  expect(read!.lines).toBeGreaterThan(1000);
  expect(read!.damage).toBe('unexpected end of file');
});

test('other ways to compress are named', async () => {
  const path = file('worker.log.xz', Buffer.from('fd377a585a000004', 'hex'));
  const [read] = await readLogs([{ path }], () => {});
  expect(read).toMatchObject({ lines: 0, damage: 'it is compressed: use xzcat and a pipe' });
});

test('an empty file, and one without a newline for a long time', async () => {
  const empty = file('empty.log', '');
  const endless = file('endless.log', `${'x'.repeat(5_000_000)}\n${line(1)}`);
  const read = await readLogs([{ path: empty }, { path: endless }], () => {});
  expect(read).toContainEqual({ path: empty, lines: 0, broken: 0 });
  expect(read).toContainEqual({ path: endless, lines: 2, broken: 1, firstBroken: 1 });
});
