import type { CheckResult } from '../check/result.ts';
import { junitReport } from './report-junit.ts';
import { sarifReport } from './report-sarif.ts';

export interface ReportOptions {
  readonly colour: boolean;
  readonly version: string;
}

const COLOURS = { passed: 32, failed: 31, skipped: 33 } as const;
const STATUSES = ['passed', 'failed', 'skipped'] as const;

type Status = CheckResult['status'];

function paint(text: string, status: Status, { colour }: ReportOptions): string {
  return colour ? `\u001b[${COLOURS[status]}m${text}\u001b[0m` : text;
}

function counts(results: readonly CheckResult[], options: ReportOptions): string {
  return STATUSES.flatMap((status) => {
    const count = results.filter((result) => result.status === status).length;
    return count === 0 ? [] : [paint(`${count} ${status}`, status, options)];
  }).join(', ');
}

/** `root/etc/cron.d/worker:3:1`, as compilers write it. */
function place({ artifact, line, column }: CheckResult): string {
  return [artifact || 'the bundle', line, column].filter((part) => part !== undefined).join(':');
}

/** What a tool said, on one line that can neither move the cursor nor paint. */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

/** What was found, one line each; skipped for one and the same reason is one line. */
function details(results: readonly CheckResult[], options: ReportOptions): readonly string[] {
  const failed = results.filter(({ status }) => status === 'failed');
  const lines = failed.map(
    (result) => `  ${paint('failed', 'failed', options)}  ${place(result)}  ${oneLine(result.message)}`,
  );
  const skipped = new Map<string, CheckResult[]>();
  for (const result of results) {
    if (result.status === 'skipped')
      skipped.set(result.message, [...(skipped.get(result.message) ?? []), result]);
  }
  for (const [message, [first, ...others]] of skipped) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    lines.push(`  ${paint('skipped', 'skipped', options)} ${place(first!)}${more}  ${oneLine(message)}`);
  }
  return lines;
}

/** The one thing to know of what passed, such as which shellcheck it was. */
function remark(results: readonly CheckResult[]): string {
  const said = new Set(results.filter(({ status }) => status === 'passed').map(({ message }) => message));
  return said.size === 1 && !said.has('') ? `  ${oneLine([...said][0]!)}` : '';
}

function byChecker(results: readonly CheckResult[]): ReadonlyMap<string, readonly CheckResult[]> {
  const groups = new Map<string, CheckResult[]>();
  for (const result of results) {
    const group = groups.get(result.checker);
    if (group === undefined) groups.set(result.checker, [result]);
    else group.push(result);
  }
  return groups;
}

/** One line a checker with its counts, then what failed or was skipped and why. */
function textReport(results: readonly CheckResult[], options: ReportOptions): string {
  const groups = byChecker(results);
  const width = Math.max(...[...groups.keys()].map((name) => name.length));
  const lines = [...groups].flatMap(([name, group]) => [
    `${name.padEnd(width)}  ${counts(group, options)}${remark(group)}`,
    ...details(group, options),
  ]);
  return `${[...lines, '', counts(results, options) || 'nothing to check'].join('\n')}\n`;
}

/** The four keys of the contract, so a place in the file goes into the message. */
function jsonReport(results: readonly CheckResult[]): string {
  const plain = results.map(({ checker, artifact, status, message, line }) => {
    return { checker, artifact, status, message: line === undefined ? message : `line ${line}: ${message}` };
  });
  return `${JSON.stringify({ results: plain }, undefined, 2)}\n`;
}

/** The results in one of the formats of `saikido check --format`. */
export function report(format: string, results: readonly CheckResult[], options: ReportOptions): string {
  switch (format) {
    case 'json':
      return jsonReport(results);
    case 'junit':
      return junitReport(results);
    case 'sarif':
      return sarifReport(results, options.version);
    default:
      return textReport(results, options);
  }
}
