import type { Artifact } from '../render/artifact.ts';
import type { Checker } from './checker.ts';
import type { CheckResult } from './result.ts';
import { bodyKey, groupBy, neutralScript } from './script-body.ts';
import type { Shellcheck } from './linted.ts';
import { findShellcheck } from './shellcheck-tool.ts';
import { missing, passed } from './verdict.ts';

const name = 'shellcheck';

async function lint(shellcheck: Shellcheck, artifact: Artifact): Promise<readonly CheckResult[]> {
  const linted = await shellcheck(neutralScript(artifact.content));
  if (typeof linted === 'string')
    return missing(name, [artifact], `shellcheck does not work here: ${linted}`);
  if (linted.findings.length === 0) return [passed(name, artifact, `${linted.by} (${linted.from})`)];
  return linted.findings.map(({ code, line, column, message }) => ({
    checker: name,
    artifact: artifact.path,
    status: 'failed',
    message: `SC${code}: ${message} (${linted.by})`,
    line,
    column,
  }));
}

/** A script with the body of another: the same verdict, which names the other. */
function sameAs(first: Artifact, results: readonly CheckResult[], artifact: Artifact): CheckResult {
  const { status, message } = results[0]!;
  const shared = `same body as ${first.path}`;
  const said = status === 'passed' ? message : status === 'failed' ? 'see there' : message;
  return { checker: name, artifact: artifact.path, status, message: `${shared}: ${said}` };
}

/** shellcheck with all its optional checks, down to style. Each distinct body is linted once. */
export const shellcheck: Checker = {
  name,
  async run(bundle, options) {
    const scripts = bundle.artifacts.filter(({ language }) => language === 'bash');
    if (scripts.length === 0) return [];
    const tool = await findShellcheck(options);
    if (typeof tool === 'string') return missing(name, scripts, tool);
    const groups = groupBy(scripts, ({ content }) => bodyKey(content));
    const results = groups.map(async ([first, ...others]) => {
      const own = await lint(tool, first);
      return [...own, ...others.map((other) => sameAs(first, own, other))];
    });
    return (await Promise.all(results)).flat();
  },
};
