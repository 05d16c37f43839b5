import { basename } from 'node:path';
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

/** Where an artifact below `root/` goes; the shell expands the `~`. */
function installed(path: string, install: Draft['install']): string {
  const inside = quoteWord(path.replace(/^root\//, ''));
  return `${install === 'user' ? '~/' : '/'}${inside}`;
}

/** The commands that install the files of the service, the script before what starts it, and begin its schedule. */
function installSteps({ draft, artifacts, places }: Ending): string[] {
  const sudo = draft.install === 'user' ? '' : 'sudo ';
  const own = artifacts.filter(({ path, service }) => service === draft.name && path.startsWith('root/'));
  const isScript = ({ language }: Artifact) => language === 'bash';
  const files = [...own.filter(isScript), ...own.filter((artifact) => !isScript(artifact))];
  const lines = files.map(({ path, mode }) => {
    const from = quoteWord(`${places.out}/${path}`);
    return `${sudo}install -D -m 0${mode.toString(8)} ${from} ${installed(path, draft.install)}`;
  });
  const timers = files.map(({ path }) => basename(path)).filter((name) => name.endsWith('.timer'));
  const systemctl = draft.install === 'user' ? 'systemctl --user' : 'sudo systemctl';
  const fragment = artifacts.find(
    ({ path, service }) => service === draft.name && path.startsWith('crontab/'),
  );
  const cronD = files.some(({ language }) => language === 'cron');
  if (timers.length > 0)
    lines.push(`${systemctl} daemon-reload`, `${systemctl} enable --now ${timers.join(' ')}`);
  if (timers.length === 0 && !cronD && fragment !== undefined) {
    lines.push(`${sudo}crontab -e  # and paste the lines of ${quoteWord(`${places.out}/${fragment.path}`)}`);
  }
  return lines;
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
    ['install it', installSteps(ending)],
  ];
  if (from !== undefined) {
    const file = path(service?.pid_file ?? '');
    const folder = file.slice(0, file.lastIndexOf('/'));
    const lines = [`${sudo}mkdir -p ${folder}`, `echo ${from.pid} | ${sudo}tee ${file}`];
    steps.push(['tell it which process runs now, unless the PID file is there already', lines]);
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

/** The files of this service and of the whole bundle; those of other services are only counted. */
function fileLines({ artifacts, draft }: Ending): string[] {
  const shown = artifacts.filter(({ service }) => service === undefined || service === draft.name);
  const lines = table(shown.map(({ path, language }) => [path, paint('dim', FILES[language])]));
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
