import type { CheckResult } from './result.ts';
import type { ToolRun } from './tools.ts';

type Verdict = Pick<CheckResult, 'status' | 'message' | 'line'>;

/** The tests of a TAP stream, each with the comment lines that follow it. */
function testsIn(tap: string) {
  const tests: { ok: boolean; title: string; skipped: string | undefined; comments: string[] }[] = [];
  for (const text of tap.split('\n')) {
    const [, not, title, skipped] = /^(not )?ok \d+ (.*?)(?: # skip ?(.*))?$/.exec(text) ?? [];
    if (title !== undefined) tests.push({ ok: not === undefined, title, skipped, comments: [] });
    else if (text.startsWith('# ')) tests.at(-1)?.comments.push(text.slice(2).trim());
  }
  return tests;
}

/**
 * What a TAP producer found: each failed test and each skipped one, and one passed result for all the others.
 * A run that was cut short, or had no test, has failed.
 */
export function readTap(run: ToolRun): readonly Verdict[] {
  const tests = testsIn(run.stdout);
  const planned = Number(/^1\.\.(\d+)$/m.exec(run.stdout)?.[1] ?? 0);
  const verdicts: Verdict[] = [];
  for (const { ok, title, skipped, comments } of tests) {
    if (skipped !== undefined)
      verdicts.push({ status: 'skipped', message: `${title}: ${skipped || 'no reason given'}` });
    else if (!ok) {
      const line = /, line (\d+)\)$/.exec(comments[0] ?? '')?.[1];
      const message = `${title}: ${comments.slice(1, 4).join('; ') || 'failed'}`;
      verdicts.push({ status: 'failed', message, ...(line === undefined ? {} : { line: Number(line) }) });
    }
  }
  const complaint = run.stderr.trim().split('\n').at(-1);
  if (run.broken !== undefined)
    verdicts.push({ status: 'failed', message: `the rehearsal broke off: ${run.broken}` });
  else if (planned === 0) verdicts.push({ status: 'failed', message: `no test was run: ${complaint}` });
  else if (tests.length !== planned) {
    verdicts.push({ status: 'failed', message: `${tests.length} of ${planned} tests were run` });
  } else if (run.status !== 0 && tests.every(({ ok }) => ok)) {
    verdicts.push({ status: 'failed', message: `bats ended with status ${run.status}: ${complaint}` });
  }
  const good = tests.filter(({ ok, skipped }) => ok && skipped === undefined).length;
  if (verdicts.every(({ status }) => status === 'skipped') && good > 0) {
    verdicts.unshift({ status: 'passed', message: `${good} tests` });
  }
  return verdicts;
}
