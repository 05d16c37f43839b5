import type { Artifact } from '../render/artifact.ts';
import type { CheckResult } from './result.ts';

type About = Pick<Artifact, 'path'>;

export function passed(checker: string, artifact: About, message = ''): CheckResult {
  return { checker, artifact: artifact.path, status: 'passed', message };
}

export function failed(checker: string, artifact: About, message: string, line?: number): CheckResult {
  return {
    checker,
    artifact: artifact.path,
    status: 'failed',
    message,
    ...(line === undefined ? {} : { line }),
  };
}

/** All of them skipped for one reason: a tool that is missing or does not work here. */
export function missing(
  checker: string,
  artifacts: readonly About[],
  message: string,
): readonly CheckResult[] {
  return artifacts.map(({ path: artifact }) => ({ checker, artifact, status: 'skipped', message }));
}

/** Passed when nothing was found, else one failed result a finding. */
export function verdict(
  checker: string,
  artifact: About,
  findings: readonly { readonly message: string; readonly line?: number }[],
  message = '',
): readonly CheckResult[] {
  if (findings.length === 0) return [passed(checker, artifact, message)];
  return findings.map((finding) => failed(checker, artifact, finding.message, finding.line));
}
