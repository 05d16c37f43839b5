import type { Service } from '../config/config.ts';

/** Of every script. */
export const ALWAYS = [
  'cat',
  'env',
  'flock',
  'mkdir',
  'mv',
  'rm',
  'setsid',
  'sleep',
  'stat',
  'sync',
  'timeout',
];

/** The tools that the script of a service needs beside those; `|` separates those of which one is enough. */
export function tools(service: Service): string[] {
  const { user, cleanup, health_check, manager, scheduler, schedule, alerts } = service;
  const sends = alerts?.slack ?? alerts?.webhook ?? alerts?.ping;
  const bySystemd = manager === 'systemd' || (scheduler === 'systemd' && schedule.length > 0);
  return [
    ...(user === undefined ? [] : ['setpriv|su']),
    ...(cleanup.length === 0 ? [] : ['find']),
    ...(health_check?.http === undefined && sends === undefined ? [] : ['curl']),
    ...(alerts?.email === undefined ? [] : ['sendmail']),
    ...(bySystemd ? ['systemctl'] : []),
  ];
}

/** The programs that it runs: each must be there before the schedule is. */
export function programs(service: Service): string[] {
  const { command, commands, preflight, health_check } = service;
  const gates = service.schedule.flatMap((entry) => gateCommand(entry));
  const all = [command, commands?.start, commands?.stop, commands?.status, commands?.pid];
  return [...all, preflight, health_check?.command, ...gates].flatMap((words) => words?.[0] ?? []);
}

/** The command of an entry's gate. */
function gateCommand(entry: Service['schedule'][number]): (readonly string[])[] {
  const { when } = entry as { when?: { command?: readonly string[] } };
  return when?.command === undefined ? [] : [when.command];
}

/** The files that it reads: of variables, and of URLs that are secret. */
export function inputs({ environment_file, alerts }: Service): string[] {
  const { slack, webhook, ping } = alerts ?? {};
  return [environment_file, slack?.url_file, webhook?.url_file, ping?.url_file].filter(
    (path) => path !== undefined,
  );
}
