import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { everyToCron, nearestEvery, readCron } from '../../src/config/cron.ts';
import { cronText, holds } from '../plan/schedule-oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'saikido cron '));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Debian's own parser says. */
function cronAccepts(text: string): boolean {
  const file = join(folder, 'tab');
  writeFileSync(file, `${text} /bin/true\n`);
  return spawnSync('crontab', ['-n', file]).status === 0;
}

describe('readCron', () => {
  test.each([
    ['0 3 * * *', { minute: [0], hour: [3], dayStar: true, weekdayStar: true, clockStar: false }],
    ['  5\t4  *  * * ', { minute: [5], hour: [4] }],
    ['*/20 * * * *', { minute: [0, 20, 40], clockStar: true }],
    ['10-20/5,3 * * * *', { minute: [3, 10, 15, 20], clockStar: true }],
    ['0 0 * * 5-7', { weekday: [0, 5, 6], weekdayStar: false }],
    ['0 0 * * 0,7', { weekday: [0] }],
    ['0 0 * JAN-mar,Dec mon', { month: [1, 2, 3, 12], weekday: [1] }],
    ['0 0 */2 * 1', { dayStar: true, weekdayStar: false }],
    ['0 0 1-31 * *', { dayStar: false, weekdayStar: true }],
    ['@midnight', { minute: [0], hour: [0] }],
    ['@weekly', { weekday: [0], dayStar: true, weekdayStar: false }],
    ['@yearly', { day: [1], month: [1], weekdayStar: true }],
    ['0 0 31 2 1', { day: [31], month: [2] }],
    ['0 0 29 2 *', { day: [29], month: [2] }],
  ])('%s', (text, expected) => {
    expect(readCron(text)).toMatchObject(expected);
    expect(cronAccepts(text.trim())).toBe(true);
  });

  test.each([
    '', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 0 *', '* * * 13 *',
    '* * * * 8', '*/0 * * * *', '5/15 * * * *', '5, * * * *', ',5 * * * *', '5,,6 * * * *', '-5 * * * *',
    '1-5/ * * * *', '+5 * * * *', '0x5 * * * *', 'jan * * * *', '0 0 mon * *', '0 0 * january *',
    '0 0 L * *', '0 0 15W * *', '0 0 ? * *', '~ * * * *', '@DAILY', '@every_minute', '@every 5m',
    '1-3/jan 0 * * *', '* * * * *\n', '0 3 * * *\n* * * * *',
  ])('refuses %j, as cron does', (text) => {
    expect(readCron(text)).toBeUndefined();
    if (!text.includes('\n') && text.split(' ').length <= 5) expect(cronAccepts(text)).toBe(false);
  }); // prettier-ignore

  test.each([
    ['0 5-3 * * *', 'a range that wraps around never runs'],
    ['0 0 * * fri-sun', 'Sunday is the first day here'],
    ['0 0 31 2 *', 'February has no 31st'],
    ['0 0 31 apr,jun,9,11 *', 'these months have no 31st'],
    ['*5 * * * *', 'cron reads *'],
    ['1-5-7 * * * *', 'cron reads 1-5'],
    ['*-5 * * * *', 'cron reads *'],
    ['1.5 * * * *', 'cron reads 1'],
    ['0 0 * * 1#2', 'cron reads 1'],
    ['@reboot', 'no schedule'],
  ])('refuses %s though cron takes it: %s', (text) => {
    expect(cronAccepts(text)).toBe(true);
    expect(readCron(text)).toBeUndefined();
  });

  test('never throws, and accepts nothing that cron refuses', () => {
    const alphabet = fc.constantFrom(...'0123456789*/,-  \t@#?LWjanmos~%\\');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 20 }), (text) => {
        if (readCron(text) !== undefined) expect(cronAccepts(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readCron(`${text}!`) === undefined));
    expect(readCron(`${'0,'.repeat(100_000)}0 * * * *`)).toBeUndefined();
    expect(readCron('__proto__')).toBeUndefined();
  });

  test('knows every form of a field', () => {
    fc.assert(
      fc.property(cronText, (text) => {
        const fields = readCron(text);
        const never = Array.from({ length: 366 }, (_, day) => Date.UTC(2028, 0, 1 + day)).every(
          (day) => !holds(`* * ${text.split(' ').slice(2, 4).join(' ')} *`, day),
        );
        const either = !text.split(' ')[2]?.startsWith('*') && !text.split(' ')[4]?.startsWith('*');
        expect(fields === undefined).toBe(never && !either);
        for (let minute = 0; minute < 60; minute += 1) {
          const at = Date.UTC(2028, 0, 1, 0, minute);
          if (fields) expect(fields.minute.includes(minute)).toBe(holds(`${text.split(' ')[0]} * * * *`, at));
        }
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(cronText, (text) => cronAccepts(text)),
      { numRuns: 60 },
    );
  });
});

describe('every', () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

  test.each([
    [minute, '* * * * *'],
    [5 * minute, '*/5 * * * *'],
    [60 * minute, '0 * * * *'],
    [2 * hour, '0 */2 * * *'],
    [day, '0 0 * * *'],
    [7 * day, '0 0 * * 0'],
  ])('%i ms is %s', (ms, expression) => {
    expect(everyToCron(ms)).toBe(expression);
    expect(nearestEvery(ms)).toBe(ms);
  });

  test.each([500, 30_000, 7 * minute, 45 * minute, 90 * minute, 5 * hour, 2 * day, 5 * minute + 1])(
    '%i ms has no expression with even gaps',
    (ms) => expect(everyToCron(ms)).toBeUndefined(),
  );

  test.each([
    [500, minute],
    [7 * minute, 6 * minute],
    [45 * minute, hour],
    [90 * minute, 2 * hour],
    [2 * day, day],
    [366 * day, 7 * day],
  ])('nearest to %i ms is %i', (ms, nearest) => expect(nearestEvery(ms)).toBe(nearest));
});
