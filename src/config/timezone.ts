/** Zones whose names have no area, as in the tz database. */
const WITHOUT_AREA = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
    'Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
);
const AREAS =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\//;
/** Left the tz database long ago, but not ICU. */
const GONE = new Set(['Canada/East-Saskatchewan', 'US/Pacific-New']);

/** `berlin` and `BERLIN` are no files below /usr/share/zoneinfo; `GMT+10`, `NSW` and `McMurdo` are. */
const isSpelt = (part: string) => /^[A-Z]/.test(part) && !/^[A-Z_-]{4,}$/.test(part);

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

let canonical: ReadonlyMap<string, string> | undefined;

function canonicalSpelling(name: string): string | undefined {
  canonical ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  return canonical.get(name.toLowerCase());
}

/**
 * Whether a host has a zone of exactly this name. Intl alone also takes `PST`, `IST` and `europe/berlin`, with which cron
 * runs at UTC without a word and systemd refuses the timer.
 */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name) || !isKnown(name)) return false;
  if (!name.includes('/')) return WITHOUT_AREA.has(name);
  if (!AREAS.test(name) || GONE.has(name) || !name.split('/').slice(1).every(isSpelt)) return false;
  return (canonicalSpelling(name) ?? name) === name;
}
