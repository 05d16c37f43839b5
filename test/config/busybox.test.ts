import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { busyboxCron } from '../../src/config/busybox.ts';
import { cronText, holds } from '../plan/schedule-oracle.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'saikido busybox '));
afterAll(() => rmSync(folder, { recursive: true }));

/** What crond has read of a line: of each field, which values it runs on. */
type Bits = readonly string[];

/** The real crond reads these lines and shows at its lowest log level what it has made of them; then it is ended. */
async function throughCrond(lines: readonly string[]): Promise<Bits[]> {
  const tabs = mkdtempSync(path.join(folder, 'tabs '));
  const log = path.join(folder, 'log');
  mkdirSync(path.join(tabs, 'crontabs'));
  writeFileSync(path.join(tabs, 'crontabs', 'root'), lines.map((line) => `${line} /bin/true\n`).join(''));
  writeFileSync(log, '');
  const crond = spawn('busybox', ['crond', '-f', '-l', '0', '-L', log, '-c', path.join(tabs, 'crontabs')]);
  const ended = new Promise((resolve) => crond.once('close', resolve));
  try {
    for (let tries = 0; tries < 200; tries += 1) {
      const [, ...blocks] = readFileSync(log, 'utf8').split(/^.* entry:.*\n/m);
      // One line for each field: what it cannot read is told in words instead
      const read = blocks.map((block) => block.split('\n').slice(0, -1));
      if (read.length === lines.length && (read.at(-1)?.length ?? 0) >= 5)
        return read.map((block) => block.slice(0, 5));
      await pause(50);
    }
    throw new Error(`crond has not read all lines:\n${readFileSync(log, 'utf8')}`);
  } finally {
    crond.kill('SIGKILL');
    await ended;
  }
}

/** FixDayDow() and test_jobs() of crond.c: a field without a zero is no restriction; else either day will do. */
function crondComes(
  [minute = '', hour = '', days = '', months = '', week = '']: Bits,
  wall: number,
): boolean {
  const at = new Date(wall);
  const byDate = days[at.getUTCDate()] === '1';
  const byWeekday = week[at.getUTCDay()] === '1';
  const either = days.includes('0') === week.includes('0');
  const day = either ? byDate || byWeekday : days.includes('0') ? byDate : byWeekday;
  const time = minute[at.getUTCMinutes()] === '1' && hour[at.getUTCHours()] === '1';
  return day && time && months[at.getUTCMonth()] === '1';
}

const SOME_DAYS = Array.from({ length: 730 }, (_, day) => Date.UTC(2025, 0, 1 + day));
const MINUTES = Array.from({ length: 1440 }, (_, minute) => Date.UTC(2025, 0, 1) + minute * 60_000);

/** On how many of the days, and at how many minutes of a day, crond and crontab(5) differ. */
function differences(written: string, bits: Bits): number {
  const [minute = '', hour = '', ...days] = written.split(' ');
  const [minuteBits = '', hourBits = '', ...dayBits] = bits;
  const anyTime = ['1'.repeat(60), '1'.repeat(24)];
  const anyDay = ['1'.repeat(32), '1'.repeat(12), '1'.repeat(7)];
  const date = `* * ${days.join(' ')}`;
  return (
    SOME_DAYS.filter((day) => holds(date, day) !== crondComes([...anyTime, ...dayBits], day)).length +
    MINUTES.filter(
      (at) => holds(`${minute} ${hour} * * *`, at) !== crondComes([minuteBits, hourBits, ...anyDay], at),
    ).length
  );
}

describe('a schedule for BusyBox', () => {
  test.each([
    ['0 3 * * *', '0 3 * * *'],
    ['15 2 * * 1-5', '15 2 * * 1-5'],
    ['*/20 */6 * */3 *', '*/20 */6 * */3 *'],
    ['30 4 * * 7', '30 4 * * 0'],
    ['0 3 * * fri,sat,7', '0 3 * * 0,5,6'],
    ['@weekly', '0 0 * * 0'],
    ['0 3 */2 * *', '0 3 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * *'],
    ['0 3 1 * 0-6', '0 3 * * *'],
    ['0 3 1 * 1', '0 3 1 * 1'],
    ['0 3 1 * */1', '0 3 1 * *'],
  ])('%s is %s', (written, expected) => {
    expect(busyboxCron(written)).toBe(expected);
  });

  test.each(['0 3 */2 * 1', '0 3 1 * */2'])('%s cannot be said', (written) => {
    expect(busyboxCron(written)).toBeUndefined();
  });

  test('comes in the real crond at the very times of crontab(5), or is refused', async () => {
    const written = fc.sample(cronText, { numRuns: 150, seed: 7 });
    const kept = written.filter((text) => busyboxCron(text) !== undefined);
    expect(kept.length).toBeGreaterThan(100);
    const read = await throughCrond(kept.map((text) => busyboxCron(text)!));
    const wrong = kept.filter((text, index) => differences(text, read[index]!) > 0);
    expect(wrong).toEqual([]);
  });

  test('is needed: crond reads these otherwise than they are written', async () => {
    const written = ['0 3 * * 7', '0 3 * * 5-7', '0 3 */2 * *', '0 3 1 * 0-6', '0 3 */2 * 1', '0 3 1 * */2'];
    const read = await throughCrond(written);
    expect(written.filter((text, index) => differences(text, read[index]!) === 0)).toEqual([]);
  });
});
