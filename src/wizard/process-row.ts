import type { RunningProcess } from './processes.ts';

/** `34.1M`: four or five characters, powers of 1024. */
export function sayBytes(bytes: number): string {
  let rest = bytes / 1024;
  for (const unit of ['K', 'M', 'G']) {
    if (rest < 1000 || unit === 'G')
      return `${rest < 10 && unit !== 'K' ? rest.toFixed(1) : Math.round(rest)}${unit}`;
    rest /= 1024;
  }
  return '';
}

/** The two largest units: `3d 4h`, `12m 8s`. */
export function saySeconds(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const from = parts.findIndex(([count]) => count > 0);
  if (from < 0) return '0s';
  return parts
    .slice(from, from + 2)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}

/** What hides or moves text on a screen must not come from another user's process name. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}

/** One line: PID, memory, uptime, user, command; a narrow terminal leaves the user out. */
export function processRow(found: RunningProcess, width: number): string {
  const narrow = width < 60;
  const uptime = saySeconds(found.uptime);
  const columns = narrow
    ? [
        String(found.pid).padStart(5),
        sayBytes(found.memory).padStart(4),
        (uptime.split(' ')[0] ?? '').padStart(3),
      ].join(' ')
    : [
        String(found.pid).padStart(7),
        sayBytes(found.memory).padStart(5),
        uptime.padStart(8),
        found.user.slice(0, 10).padEnd(10),
      ].join('  ');
  const command = printable(found.words.join(' '));
  const room = Math.max(8, width - columns.length - 2);
  return `${columns}  ${command.length > room ? `${command.slice(0, room - 1)}…` : command}`;
}
