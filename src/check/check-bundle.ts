import type { Artifact } from '../render/artifact.ts';
import { bashSyntax } from './bash-syntax.ts';
import { leaveBundle, writeBundle } from './bundle-folder.ts';
import type { Checker, CheckOptions } from './checker.ts';
import { cronRules } from './cron-rules.ts';
import { crontab } from './crontab.ts';
import { leftover } from './leftover.ts';
import { logrotate } from './logrotate.ts';
import { promtool } from './promtool.ts';
import { rehearsal } from './rehearsal.ts';
import type { CheckResult } from './result.ts';
import { shellcheck } from './shellcheck.ts';
import { systemdCalendar } from './systemd-calendar.ts';
import { systemdVerify } from './systemd-verify.ts';

/** Told when a checker begins and, with its results, when it has ended. */
export type Progress = (checker: string, results?: readonly CheckResult[]) => void;

/** In the order of the report. */
export const checkers: readonly Checker[] = [
  leftover,
  bashSyntax,
  shellcheck,
  rehearsal,
  cronRules,
  crontab,
  systemdVerify,
  systemdCalendar,
  logrotate,
  promtool,
];

function strictly(result: CheckResult): CheckResult {
  return result.status === 'skipped' ? { ...result, status: 'failed' } : result;
}

function inOrder(artifacts: readonly Artifact[], results: readonly CheckResult[]): readonly CheckResult[] {
  const place = new Map(artifacts.map((artifact, index) => [artifact.path, index]));
  return results.toSorted(
    (a, b) =>
      (place.get(a.artifact) ?? -1) - (place.get(b.artifact) ?? -1) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** Runs every checker on these very bytes, in a temporary folder; the results come in a stable order. */
export async function checkBundle(
  artifacts: readonly Artifact[],
  options: Partial<CheckOptions> = {},
  progress: Progress = () => undefined,
): Promise<readonly CheckResult[]> {
  const whole = { rehearsal: true, strict: false, texts: [], environment: process.env, ...options };
  const folder = writeBundle(artifacts);
  try {
    const found = checkers.map(async (checker) => {
      progress(checker.name);
      const results = inOrder(artifacts, await checker.run({ folder, artifacts }, whole));
      const final = whole.strict ? results.map(strictly) : results;
      progress(checker.name, final);
      return final;
    });
    return (await Promise.all(found)).flat();
  } finally {
    leaveBundle(folder);
  }
}
