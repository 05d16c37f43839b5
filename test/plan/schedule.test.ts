import { describe, expect, test } from 'vitest';
import { readCron } from '../../src/config/cron.ts';
import { cronToOnCalendar } from '../../src/plan/on-calendar.ts';
import { sayCron, sayEvery } from '../../src/plan/schedule.ts';

function fields(text: string) {
  const read = readCron(text);
  if (read === undefined) throw new Error(`not cron: ${text}`);
  return read;
}

describe('cronToOnCalendar', () => {
  test.each([
    ['0 3 * * *', ['*-*-* 03:00:00']],
    ['* * * * *', ['*-*-* *:*:00']],
    ['*/5 * * * *', ['*-*-* *:00/5:00']],
    ['@hourly', ['*-*-* *:00:00']],
    ['@weekly', ['Sun *-*-* 00:00:00']],
    ['@yearly', ['*-01-01 00:00:00']],
    ['0 9-17 * * mon-fri', ['Mon..Fri *-*-* 09..17:00:00']],
    ['30 4 * * sun,sat', ['Sat,Sun *-*-* 04:30:00']],
    ['0 0 * * 5-7', ['Fri..Sun *-*-* 00:00:00']],
    ['0,10,40 1-9/2 * jan,jul *', ['*-01,07-* 01..09/2:00,10,40:00']],
    ['23,*/46 */5 * * *', ['*-*-* 00..20/5:00..46/23:00']],
    ['3-59/5 1-23/2 * * *', ['*-*-* 01/2:03/5:00']],
    ['7-52/15,0 * * * *', ['*-*-* *:00,07..52/15:00']],
    ['0 0 1 * 1', ['*-*-01 00:00:00', 'Mon *-*-* 00:00:00']],
    ['0 0 */2 * 1', ['Mon *-*-01..31/2 00:00:00']],
    ['0 0 13 * */2', ['Tue,Thu,Sat,Sun *-*-13 00:00:00']],
    ['0 0 31 4,6 0', ['Sun *-04,06-* 00:00:00']],
    ['0 0 30,31 2 mon', ['Mon *-02-* 00:00:00']],
    ['0 0 1-31 * 1', ['*-*-* 00:00:00']],
    ['0 0 13 * 0-6', ['*-*-* 00:00:00']],
  ])('%s', (text, events) => {
    expect(cronToOnCalendar(fields(text))).toEqual(events);
    const zoned = events.map((event) => `${event} Europe/Berlin`);
    expect(cronToOnCalendar(fields(text), 'Europe/Berlin')).toEqual(zoned);
  });
});

describe('sayCron', () => {
  test.each([
    ['0 3 * * *', 'every day at 03:00'],
    ['5-7 4 * * *', 'every day at 04:05, 04:06 and 04:07'],
    ['0 3 1 * mon', 'at 03:00 on Monday and on the 1st of the month'],
    ['0 3 1 7 mon', 'at 03:00 on Monday and on the 1st of the month, in July'],
    ['0 3 */31 * mon', 'at 03:00 on Monday, when it falls on the 1st of the month'],
    [
      '0 0 */10 * mon',
      'at 00:00 on Monday, when it falls on every 10th day from the 1st to the 31st of the month',
    ],
    [
      '0 0 1,12,23 * 1-5',
      'at 00:00 from Monday to Friday and on every 11th day from the 1st to the 23rd of the month',
    ],
    ['0 0 1-31 * 1', 'every day at 00:00'],
    ['0 0 2,3,13 * *', 'at 00:00 on the 2nd, 3rd and 13th of the month'],
    ['@monthly', 'at 00:00 on the 1st of the month'],
    ['30 2 1,15 jan,jul *', 'at 02:30 on the 1st and 15th of January and July'],
    ['0 3,15 * 12 *', 'every day at 03:00 and 15:00 in December'],
    ['0 22 * 1-3,12 sat,sun', 'at 22:00 on Saturday and Sunday in January to March and December'],
    ['* * * * *', 'every minute'],
    ['*/5 * * * *', 'every 5 minutes'],
    ['*/5 * * 2 *', 'every 5 minutes in February'],
    ['@hourly', 'every hour'],
    ['7 * * * *', 'every hour at minute 7'],
    ['15 */2 * * *', 'every 2 hours at minute 15'],
    ['0 9-17 * * 1-5', 'every hour from 09:00 to 17:00 from Monday to Friday'],
    ['0 1-23/2 * * *', 'every 2 hours from 01:00 to 23:00'],
    ['20 1,2,4,8,16 * * *', 'every day at 01:20, 02:20, 04:20, 08:20 and 16:20'],
    ['* 3 * * *', 'every minute from 03:00 to 03:59'],
    ['*/10 1,5 * * *', 'every 10 minutes from 01:00 to 01:50 and from 05:00 to 05:50'],
    ['* */2 * * *', 'every minute of every 2nd hour'],
    ['0,10,40 * * * *', 'at minutes 0, 10 and 40 of every hour'],
    ['0,10,40 9-17 * * *', 'at minutes 0, 10 and 40 of hours 9 to 17'],
  ])('%s: %s', (text, words) => expect(sayCron(fields(text))).toBe(words));
});

describe('sayEvery', () => {
  test.each([
    [500, 'every 500 milliseconds'],
    [1000, 'every second'],
    [300_000, 'every 5 minutes'],
    [3_600_000, 'every hour'],
    [5_400_000, 'every 1 hour and 30 minutes'],
    [90_061_000, 'every 1 day, 1 hour, 1 minute and 1 second'],
  ])('%i: %s', (ms, words) => expect(sayEvery(ms)).toBe(words));
});
