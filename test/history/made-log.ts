import { localTime } from '../../src/history/local-time.ts';

/** The zone of all lines here. */
const OFFSET = 540;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.parse('2026-01-05T03:00:01+09:00');
export const MEBI = 1_048_576;

type Fields = Readonly<Record<string, string | number>>;

/** A line as the script writes it. */
export function line(
  at: number,
  level: string,
  event: string,
  fields: Fields = {},
  service = 'worker',
): string {
  const clock = localTime(at, OFFSET);
  const words = Object.entries(fields).map(([key, value]) =>
    /^[!-~]+$/.test(String(value)) ? ` ${key}=${value}` : ` ${key}="${String(value).replaceAll('"', '\\"')}"`,
  );
  return `${clock.slice(0, 19)}.204${clock.slice(19)} ${level} ${service} ${event}${words.join('')}\n`;
}

const before = {
  old_pid: 4000,
  memory_before: 600 * MEBI,
  pss_before: 0,
  cpu: '12.340s',
  uptime: '86400s',
  load: 0.42,
};
const after = {
  new_pid: 4100,
  memory_after: 50 * MEBI,
  pss_after: 0,
  stop: '1.204s',
  killed: 0,
  downtime: '0.050s',
  attempts: 1,
};

/** A restart that went well; `fields` replaces what a test is about. */
export function restarted(at: number, fields: Fields = {}, service?: string): string {
  const all = { action: 'restart', ...before, ...after, ...fields, outcome: 'success', exit: 0 };
  return line(at, 'info', 'restarted', all, service);
}

export function failed(at: number, exit: number, reason: string, fields: Fields = {}): string {
  return line(at, 'error', 'failed', {
    action: 'restart',
    reason,
    ...before,
    ...fields,
    outcome: 'failure',
    exit,
  });
}

export function skipped(at: number, fields: Fields, exit = 20): string {
  return line(at, 'info', 'skipped', { action: 'restart', ...fields, outcome: 'skipped', exit });
}

/** One a day. */
export function daily(count: number, make: (at: number, index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(START + index * DAY, index)).join('');
}
