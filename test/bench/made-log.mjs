import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

const FIRST = Date.parse('2020-01-01T00:00:00Z');
const EVERY = 300_000;
const AT_ONCE = 5000;

function lineOf(index) {
  const at = new Date(FIRST + index * EVERY).toISOString().replace('Z', '+00:00');
  const service = `worker-${index % 3}`;
  if (index % 2 === 0) return `${at} info ${service} stopped pid=${index} signal=TERM took=1.204s killed=0`;
  const uptime = 1000 + ((index * 7919) % 80_000);
  return (
    `${at} info ${service} restarted action=restart old_pid=${index} memory_before=${52_428_800 + uptime * 5000} pss_before=0 ` +
    `cpu=12.340s uptime=${uptime}s open_files=12 load=0.42 new_pid=${index + 1} memory_after=52428800 pss_after=0 stop=1.204s ` +
    `killed=0 downtime=0.0${10 + (index % 90)}s attempts=1 outcome=success exit=0`
  );
}

/** A log of three services with so many lines; gives its path. */
export function writeLog(folder, count) {
  const file = path.join(folder, `${count}.log`);
  const descriptor = openSync(file, 'w');
  for (let from = 0; from < count; from += AT_ONCE) {
    const lines = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => lineOf(from + index));
    writeSync(descriptor, `${lines.join('\n')}\n`);
  }
  closeSync(descriptor);
  return file;
}
