import { readCron } from '../config/cron.ts';
import { sayCron } from '../plan/schedule.ts';
import type { Artifact, Language } from '../render/artifact.ts';
import type { Plan } from '../plan/plan.ts';
import { placeFlags, sameCommand, summaryRows, type Places } from '../wizard/ending.ts';
import type { Draft } from '../wizard/draft.ts';
import { printable } from '../wizard/process-row.ts';
import type { RunningProcess } from '../wizard/processes.ts';
import { quoteWord } from '../wizard/tree.ts';
import { paint } from '../wizard/theme.ts';

export interface Ending {
  readonly draft: Draft;
  readonly from?: RunningProcess;
  readonly plan: Plan;
  readonly artifacts: readonly Artifact[];
  readonly places: Places;
  /** The report of the checks. */
  readonly report: string;
  /** One that failed keeps the bundle from being written. */
  readonly passed: boolean;
}

function section(title: string, lines: readonly string[]): string {
  return `${paint('bold', title)}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`;
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
}

/** What to type next, below what it is good for. */
function nextSteps(ending: Ending): string[] {
  const { draft, from, plan, places } = ending;
  const sudo = draft.install === 'user' ? '' : 'sudo ';
  const path = (text: string) => (text.startsWith('~/') ? `~/${quoteWord(text.slice(2))}` : quoteWord(text));
  const service = plan.services.find((candidate) => candidate.service.name === draft.name)?.service;
  const script = path(service?.script ?? '');
  const steps: [string, readonly string[]][] = [
    ['what it does, and what to do in trouble', [`less ${quoteWord(`${places.out}/RUNBOOK.md`)}`]],
    ['install it, and begin its schedule', [`${sudo}${path(`${places.out}/install.sh`)}`]],
  ];
  if (from !== undefined) {
    const line = `echo ${from.pid} | ${sudo}tee ${path(service?.pid_file ?? '')}`;
    steps.push(['tell it which process runs now, unless the PID file is there already', [line]]);
  }
  steps.push(['see what it would do, then restart', [`${sudo}${script} --dry-run`, `${sudo}${script}`]]);
  return steps.flatMap(([why, lines]) => [paint('dim', `# ${why}`), ...lines]);
}

/** What each file is, for who sees the bundle for the first time. */
const FILES: Readonly<Record<Language, string>> = {
  bash: 'the restart script',
  bats: 'rehearses it',
  cron: 'when it runs',
  crontab: 'the same for crontab -e',
  logrotate: 'rotates its log',
  systemd: 'when it runs',
  json: 'every file with its digest',
  sums: 'for sha256sum -c',
  markdown: 'for the person on call',
  yaml: 'for kubectl apply',
  ansible: 'for ansible-playbook',
  prometheus: 'alert rules',
  dashboard: 'for Grafana',
};

function sayFile({ language, service }: Artifact): string {
  return language === 'bash' && service === undefined ? 'installs it all' : FILES[language];
}

/** The files of this service and of the whole bundle; those of other services are only counted. */
function fileLines({ artifacts, draft }: Ending): string[] {
  const shown = artifacts.filter(({ service }) => service === undefined || service === draft.name);
  const lines = table(shown.map((artifact) => [artifact.path, paint('dim', sayFile(artifact))]));
  const others = artifacts.length - shown.length;
  return others === 0 ? lines : [...lines, paint('dim', `and ${others} of the other services`)];
}

/** The schedule's expressions get their plain words. */
function said([key, value]: readonly [string, string]): [string, string] {
  const fields = key === 'schedule' ? readCron(value) : undefined;
  return [key, fields === undefined ? value : `${value}  (${sayCron(fields)})`];
}

/** The last words of `init`. */
export function endingText(ending: Ending, before: Draft | undefined): string {
  const { draft, places } = ending;
  const head = [['service', draft.name] as const, ...summaryRows(draft.service).map(said)];
  const again = [places.program, 'generate', ...placeFlags(places).map(quoteWord)].join(' ');
  const parts = [
    section('Summary', table(head.map(([key, value]) => [key, printable(value)] as const))),
    section(
      `Files in ${places.out}`,
      ending.passed ? fileLines(ending) : ['none: a check failed; mend it in the config, then:', again],
    ),
    section('Checks', ending.report.trimEnd().split('\n')),
    ...(ending.passed ? [section('Next', nextSteps(ending))] : []),
    section('The same without questions', [sameCommand(before, draft, places)]),
  ];
  return `\n${parts.join('\n')}`;
}
