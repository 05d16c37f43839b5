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

const range = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i);
const daysOf2028 = range(0, 365).map((day) => Date.UTC(2028, 0, 1 + day));

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
    '* * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 0 *', '* * * 13 *',
    '* * * * 8', '*/0 * * * *', '5/15 * * * *', '5, * * * *', ',5 * * * *', '5,,6 * * * *', '-5 * * * *',
    '1-5/ * * * *', '+5 * * * *', '0x5 * * * *', 'jan * * * *', '0 0 mon * *', '0 0 * january *',
    '0 0 L * *', '0 0 15W * *', '0 0 ? * *', '~ * * * *', '@DAILY', '@every_minute', '@every 5m',
    '1-3/jan 0 * * *',
  ])('refuses %j, as cron does', (text) => {
    expect(readCron(text)).toBeUndefined();
    expect(cronAccepts(text)).toBe(false);
  }); // prettier-ignore

  test.each([
    '',
    ' ',
    '* * * *',
    '* * * * * *',
    '* * * * *\n',
    '0 3 * * *\n* * * * *',
    '0 3 * * *\r',
    '@daily root',
  ])('refuses %j, which is no expression alone', (text) => expect(readCron(text)).toBeUndefined());

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
    const alphabet = fc.constantFrom(...Array.from('0123456789*/,-  \t@#?LWjanmos~%\\'));
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 20 }), (text) => {
        expect(readCron(text) === undefined || cronAccepts(text)).toBe(true);
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
        const [minute, hour, day = '', month, weekday = ''] = text.split(' ');
        const days = daysOf2028.filter((at) => holds(`* * ${day} ${month} *`, at));
        const either = day[0] !== '*' && weekday[0] !== '*';
        const fields = readCron(text);
        expect(fields === undefined).toBe(days.length === 0 && !either);
        fc.pre(fields !== undefined);
        expect(fields).toMatchObject({
          minute: range(0, 59).filter((value) => holds(`${minute} * * * *`, Date.UTC(2028, 0, 1, 0, value))),
          hour: range(0, 23).filter((value) => holds(`* ${hour} * * *`, Date.UTC(2028, 0, 1, value))),
          day: range(1, 31).filter((value) => holds(`* * ${day} * *`, Date.UTC(2028, 0, value))),
          month: range(1, 12).filter((value) => holds(`* * * ${month} *`, Date.UTC(2028, value - 1))),
          weekday: range(0, 6).filter((value) => holds(`* * * * ${weekday}`, Date.UTC(2028, 9, 1 + value))),
        });
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(cronText, (text) => {
        expect(cronAccepts(text)).toBe(true);
      }),
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
