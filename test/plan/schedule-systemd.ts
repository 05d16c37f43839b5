import { spawnSync } from 'node:child_process';
import { readCron } from '../../src/config/cron.ts';
import { cronToOnCalendar } from '../../src/plan/on-calendar.ts';

/** The instants of the events on a host in `zone`, by systemd itself: one list for each event. */
function systemdInstants(events: readonly string[], from: number, count: number, zone: string): number[][] {
  const base = new Date(from).toISOString().slice(0, 19).replace('T', ' ');
  const args = ['calendar', `--base-time=${base} UTC`, `--iterations=${count}`, ...events];
  const env = { ...process.env, TZ: zone, LC_ALL: 'C' };
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, {
    env,
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  const blocks = stdout.trim().split('\n\n');
  if (status !== 0 || blocks.length !== events.length) throw new Error(stderr);
  return blocks.map((block) =>
    [...block.matchAll(/(?:Next elapse|Iter\. #\d+|\(in UTC\)): \w+ (\S+) (\S+) UTC$/gm)].map(
      ([, date, time]) => Date.parse(`${date}T${time}Z`),
    ),
  );
}

/** The instants of each expression as systemd sees our translation: of two events, both together. */
export function systemdRuns(
  texts: readonly string[],
  from: number,
  count: number,
  hostZone: string,
  zone?: string,
): number[][] {
  const events = texts.map((text) => cronToOnCalendar(readCron(text)!, zone));
  const instants = systemdInstants(events.flat(), from, count, hostZone);
  return events.map((own) => {
    const merged = new Set(instants.splice(0, own.length).flat());
    return [...merged].sort((a, b) => a - b).slice(0, count);
  });
}
