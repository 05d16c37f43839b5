import { readCron } from '../config/cron.ts';
import { sayCron } from '../plan/schedule.ts';
import type { Artifact, Language } from '../render/artifact.ts';
import type { Plan } from '../plan/plan.ts';
import { placeFlags, sameCommand, summaryRows, type Places } from '../wizard/ending.ts';
import type { Draft } from '../wizard/draft.ts';
import type { RunningProcess } from '../wizard/processes.ts';
import { getAt, quoteWord } from '../wizard/tree.ts';
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

function installCommand({ draft, places }: Ending): string {
  const from = quoteWord(`${places.out}/root/.`);
  const root = draft.install === 'user' ? ['', '~/'] : ['sudo ', '/'];
  return `${root[0]}cp -R --no-preserve=ownership ${from} ${root[1]}`;
}

/** What to type next, with what it is good for. */
function nextSteps(ending: Ending): [string, string][] {
  const { draft, from, plan, places } = ending;
  const script = plan.services.find(({ service }) => service.name === draft.name)?.service.script ?? '';
  const installed = script.startsWith('~/') ? script : quoteWord(script);
  const sudo = draft.install === 'user' ? '' : 'sudo ';
  const pidFile = String(getAt(draft.service, ['pid_file']));
  const shown = pidFile.startsWith('~/') ? pidFile : quoteWord(pidFile);
  return [
    [`less ${quoteWord(`${places.out}/RUNBOOK.md`)}`, 'what it does, how it is installed'],
    [installCommand(ending), 'installs it'],
    ...(from === undefined
      ? []
      : [[`echo ${from.pid} | ${sudo}tee ${shown}`, 'names the running process, unless it does so itself'] as [string, string]]),
    [`${sudo}${installed} --dry-run`, 'says what it would do'],
    [`${sudo}${installed}`, 'restarts it now'],
  ];
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
};

/** The schedule's expressions get their plain words. */
function said([key, value]: readonly [string, string]): [string, string] {
  const fields = key === 'schedule' ? readCron(value) : undefined;
  return [key, fields === undefined ? value : `${value}  (${sayCron(fields)})`];
}

/** The last words of `init`. */
export function endingText(ending: Ending, before: Draft | undefined): string {
  const { draft, places, artifacts } = ending;
  const head = [['service', draft.name] as const, ...summaryRows(draft.service).map(said)];
  const files = table(artifacts.map(({ path, language }) => [path, paint('dim', FILES[language])]));
  const again = [places.program, 'generate', ...placeFlags(places).map(quoteWord)].join(' ');
  const parts = [
    section('Summary', table(head)),
    section(`Files in ${places.out}`, ending.passed ? files : ['none: a check failed; mend it in the config, then:', again]),
    section('Checks', ending.report.trimEnd().split('\n')),
    ...(ending.passed ? [section('Next', nextSteps(ending).flatMap(([command, why]) => [paint('dim', `# ${why}`), command]))] : []),
    section('The same without questions', [sameCommand(before, draft, places)]),
  ];
  return `\n${parts.join('\n')}`;
}

