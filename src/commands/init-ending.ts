import { readCron } from '../config/cron.ts';
import { sayCron } from '../plan/schedule.ts';
import type { Artifact, Language } from '../render/artifact.ts';
import { placeFlags, sameCommand, summaryRows } from '../wizard/ending.ts';
import type { Draft } from '../wizard/draft.ts';
import { printable } from '../wizard/process-row.ts';
import { quoteWord } from '../wizard/tree.ts';
import { paint } from '../wizard/theme.ts';
import { nextSteps, type Made } from './init-next.ts';

export interface Ending extends Made {
  readonly artifacts: readonly Artifact[];
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

function sayFile({ language, service, path }: Artifact): string {
  if (path.endsWith(`/${service}.service`)) return 'the unit of the service';
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
  const targets = ending.plan.targets.flatMap((target) => ['--for', target]);
  const again = [places.program, 'generate', ...placeFlags(places).map(quoteWord), ...targets].join(' ');
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
