import type { ServicePlan, TimerPlan, UnitPlan } from '../plan/plan.ts';

/** What each template is given: every path that a template uses is a key here, and the other way round. */

const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const madeBy = ({ service, digest }: ServicePlan) => ({ name: service.name, digest });

export function scriptView(plan: ServicePlan) {
  const { settings, parts, usage } = plan;
  const name = plan.service.script.slice(plan.service.script.lastIndexOf('/') + 1);
  return { ...madeBy(plan), stem: name, usage, settings, parts };
}

function cronLine({ when, command, says, timezone = '' }: ServicePlan['cron'][number]) {
  return { when, command, says, timezone };
}

/** CRON_TZ= holds for all lines below it, so a line says it only where the zone changes. */
function cronLinesOf(plan: ServicePlan) {
  const lines = plan.cron.map(cronLine);
  return lines.map((line, index) =>
    line.timezone === lines[index - 1]?.timezone ? { ...line, timezone: '' } : line,
  );
}

export function cronView(plan: ServicePlan) {
  return { ...madeBy(plan), path: SYSTEM_PATH, lines: cronLinesOf(plan) };
}

export function crontabView(plan: ServicePlan) {
  const zoned = plan.cron.some(({ timezone }) => timezone !== undefined);
  return { ...cronView(plan), environment: plan.service.cron_flavor !== 'busybox', zoned };
}

const SUFFIXES = [['G', 1024 ** 3], ['M', 1024 ** 2], ['k', 1024]] as const; // prettier-ignore

/** A size in logrotate's units, which are powers of 1024 too. */
function logrotateSize(bytes: number): string {
  const [suffix, unit] = SUFFIXES.find(([, size]) => bytes % size === 0) ?? ['', 1];
  return `${bytes / unit}${suffix}`;
}

/** Words after `create`. Numbers are accounts to some logrotate only: there the owner of the file before holds. */
function ownerOf({ user = '', group = '', reopen_signal }: ServicePlan['service']): string[] {
  const isName = (text: string) => /^[A-Za-z_][\w-]*$/.test(text);
  if (reopen_signal === undefined || !isName(user)) return [];
  return isName(group) ? [user, group] : [user];
}

export function logrotateView(plan: ServicePlan) {
  const { service } = plan;
  const { rotate, file } = service.log;
  const { frequency, keep, compress } = rotate;
  const common = { frequency, keep, compress, max_size: logrotateSize(rotate.max_size) };
  const reopen = service.reopen_signal === undefined ? '' : [service.script, 'reopen', '--quiet'];
  const log = { says: 'The log of the restarts: the script opens it anew for each line.', file };
  const output = {
    says:
      reopen === ''
        ? 'What the process prints: it keeps the file open.'
        : 'What the process prints: it reopens the file on request.',
    copytruncate: reopen === '',
    create: reopen !== '',
    owner: ownerOf(service),
    reopen,
  };
  const ofProcess = service.output === undefined ? [] : [{ ...output, ...common, file: service.output }];
  const ofScript = { ...log, ...common, copytruncate: false, create: true, owner: [], reopen: '' };
  return { ...madeBy(plan), blocks: [ofScript, ...ofProcess] };
}

export function oneshotView(plan: ServicePlan, timer: TimerPlan) {
  const action = timer.command[1] ?? 'restart';
  return {
    ...madeBy(plan),
    description: `Saikido: ${action} ${plan.service.name}`,
    command: timer.command,
    timeout: timer.timeoutMs,
  };
}

export function timerView(plan: ServicePlan, timer: TimerPlan) {
  return {
    ...madeBy(plan),
    description: `Timer of ${timer.unit}.service`,
    says: timer.says,
    calendars: timer.onCalendar,
    interval: timer.everyMs ?? 0,
  };
}

export function unitView(plan: ServicePlan, unit: UnitPlan) {
  const { service } = plan;
  const { stop, start } = service;
  return {
    ...madeBy(plan),
    description: service.description ?? service.name,
    type: unit.type,
    command: unit.command,
    pid_file: service.pid_file ?? '',
    runtime_directory: unit.runtimeDirectory ?? '',
    user: unit.user ?? '',
    group: service.group ?? '',
    working_directory: service.working_directory ?? '',
    environment: unit.environment,
    environment_file: service.environment_file ?? '',
    umask: service.umask,
    output: service.output ?? '',
    retry_delay: start.retry_delay,
    start_timeout: start.timeout,
    stop_timeout: stop.timeout,
    signal: `SIG${stop.signal}`,
    kill_mode: stop.scope === 'group' ? 'control-group' : 'process',
    send_kill: stop.kill ? 'yes' : 'no',
    hardening: unit.hardening,
    wanted_by: unit.wantedBy,
  };
}

export function rehearsalView(plan: ServicePlan) {
  return { ...madeBy(plan), ...plan.rehearsal };
}
