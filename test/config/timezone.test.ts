import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTimezone } from '../../src/config/timezone.ts';

/** Where cron's C library and systemd look a zone up. */
const DATABASE = '/usr/share/zoneinfo';
/** Beside the zones: tables, other clocks, the host's own zone, and one that means "not set". */
const NO_ZONES =
  /^(?:posix|right)\/|\.(?:tab|zi|list)$|^(?:leapseconds|localtime|posixrules|Factory|\+VERSION)$/;

function zonesOfTheHost(): string[] {
  return readdirSync(DATABASE, { recursive: true, encoding: 'utf8' })
    .filter((name) => !NO_ZONES.test(name) && statSync(path.join(DATABASE, name)).isFile())
    .sort();
}

/** Intl takes each of them, and no host has a file of that name. */
const OF_INTL_ALONE = [
  'ACT', 'AST', 'BST', 'CST', 'EAT', 'ECT', 'IST', 'JST', 'NST', 'PST', 'SST', 'VST', 'SystemV/PST8', 'SystemV/EST5EDT',
  'US/Pacific-New', 'Canada/East-Saskatchewan', 'utc', 'Utc', 'zulu', 'europe/berlin', 'EUROPE/BERLIN', 'Europe/BERLIN',
  'Europe/berlin', 'Europe/BerLin', 'us/pacific', 'US/PACIFIC', 'US/pacific', 'asia/Kolkata', 'gmt', 'Gmt0',
]; // prettier-ignore

describe('a time zone', () => {
  it('may be any that the host has', () => {
    const zones = zonesOfTheHost();
    expect(zones.length).toBeGreaterThan(300);
    expect(zones.filter((zone) => !isTimezone(zone))).toEqual([]);
  });

  it('may be any that Intl lists', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => !isTimezone(zone))).toEqual([]);
  });

  it.each(OF_INTL_ALONE)('is not %s, with which cron would run at UTC', (zone) => {
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    expect(existsSync(path.join(DATABASE, zone))).toBe(false);
    expect(isTimezone(zone)).toBe(false);
  });

  it.each(['', 'Mars/Olympus', '+05:30', 'GMT+5', 'Etc/GMT+99', '../Europe/Berlin', 'Europe/', 'Local'])(
    'is not %j',
    (zone) => {
      expect(isTimezone(zone)).toBe(false);
    },
  );
});
