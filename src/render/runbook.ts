import { quoteBash } from '../escape/bash.ts';
import { quoteShell, quoteShellPath } from '../escape/shell.ts';
import { UNSEEN } from '../escape/unicode.ts';
import type { Plan, ServicePlan } from '../plan/plan.ts';
import { workloadSection } from './runbook-workload.ts';
import { reportsView } from './runbook-reports.ts';

const SPANS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const; // prettier-ignore

/** A span in the config's own words: `1m30s`. */
function span(milliseconds: number): string {
  let rest = milliseconds;
  const text = SPANS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
  return text === '' ? '0s' : text;
}

/** A command as a person would type it: for any shell, or for bash where a word holds what a line cannot. */
function shown([program = '', ...others]: readonly string[]): string {
  const word = (text: string) => (UNSEEN.test(text) ? quoteBash(text) : quoteShell(text));
  return [program.startsWith('~/') ? quoteShellPath(program) : word(program), ...others.map(word)].join(' ');
}

function cleanup({ path, match, older_than }: ServicePlan['service']['cleanup'][number]) {
  return { path, match, age: older_than === undefined ? '' : span(older_than) };
}

function probe({ health_check }: ServicePlan['service']): string {
  const { http, tcp, command } = health_check ?? {};
  return http ?? tcp ?? (command === undefined ? '' : shown(command));
}

function scheduleView(plan: ServicePlan) {
  const says =
    plan.timers.length > 0 ? plan.timers.flatMap((timer) => timer.says) : plan.cron.map((line) => line.says);
  const systemctl = plan.install === 'user' ? ['systemctl', '--user'] : ['systemctl'];
  const units = plan.timers.map(({ unit }) => `${unit}.timer`);
  const own = plan.unit === undefined ? [] : [plan.unit.name];
  const cronD = plan.cron.length > 0 && plan.install === 'system' && plan.service.cron_flavor !== 'busybox';
  return {
    says,
    unscheduled: says.length === 0,
    cron_d: cronD ? plan.files.cronD.installed : '',
    by_hand: plan.cron.length > 0 && !cronD ? plan.files.crontab : '',
    reload: units.length + own.length === 0 ? [] : [...systemctl, 'daemon-reload'],
    enables: [
      ...own.map((unit) => ({ words: [...systemctl, 'enable', unit] })),
      ...(units.length === 0 ? [] : [{ words: [...systemctl, 'enable', '--now', ...units] }]),
    ],
    list: units.length === 0 ? [] : [...systemctl, 'list-timers', ...units],
  };
}

/** Who runs it, and by what it is started and stopped. */
function processView(plan: ServicePlan) {
  const { service, install } = plan;
  const systemctl = install === 'user' ? ['systemctl', '--user'] : ['systemctl'];
  const kind =
    service.manager !== 'systemd' ? service.manager : plan.unit === undefined ? 'unit' : 'generated';
  const unit = service.manager === 'systemd' ? (service.unit ?? plan.unit?.name ?? '') : '';
  const journal = [install === 'user' ? 'journalctl --user' : 'journalctl', '-n', '50', '-u', unit].join(' ');
  const start = service.manager === 'command' ? service.commands.start : (service.command ?? []);
  const stop = service.manager === 'command' ? service.commands.stop : [...systemctl, 'stop', unit];
  return {
    managed: kind !== 'pidfile',
    existing: kind === 'unit',
    generated: kind === 'generated',
    by_commands: kind === 'command',
    runs: kind === 'pidfile' || kind === 'generated',
    forking: service.type === 'forking',
    unit,
    journal,
    command: shown(start),
    stop_command: shown(stop),
    pid_file: service.pid_file ?? '',
    pid_checked: kind === 'pidfile',
  };
}

function serviceView(plan: ServicePlan) {
  const { service, files } = plan;
  const { stop, start, log } = service;
  const own = plan.install === 'user';
  return {
    name: service.name,
    description: service.description ?? '',
    digest: plan.digest,
    ...processView(plan),
    account: own ? 'you' : (service.user ?? 'root'),
    output: service.output ?? '',
    log: log.file,
    state: service.state_directory,
    script: [service.script],
    script_path: service.script,
    stop_signal: stop.signal,
    stop_timeout: span(stop.timeout),
    kill: stop.kill,
    alone: stop.scope === 'process',
    settle: span(start.settle),
    start_timeout: span(start.timeout),
    attempts: start.attempts,
    probe: probe(service),
    preflight: service.preflight === undefined ? '' : shown(service.preflight),
    cleanups: service.cleanup.map(cleanup),
    rehearsal: ['bats', files.rehearsal],
    read_log: ['tail', '-n', '50', log.file],
    read_output: service.output === undefined ? [] : ['tail', '-n', '50', service.output],
    rotate: own
      ? ['logrotate', '-s', '~/.local/state/saikido/logrotate.state', files.logrotate.installed]
      : [],
    rotate_try: ['logrotate', '-d', files.logrotate.installed],
    skips: plan.skips.map(({ gate, means }) => ({ gate, means })),
    ...scheduleView(plan),
    own,
    ...reportsView(plan, span),
  };
}

/** What RUNBOOK.md is given. */
export function runbookView(plan: Plan) {
  const own = plan.install === 'user' || plan.services.length === 0;
  const workloads = plan.workloads.map(workloadSection);
  return { digest: plan.digest, own, services: plan.services.map(serviceView), workloads };
}
