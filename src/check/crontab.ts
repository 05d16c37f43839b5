import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import type { BundleView, Checker, CheckOptions } from './checker.ts';
import type { CheckResult } from './result.ts';
import { findTool, runTool } from './tools.ts';
import { failed, missing, passed } from './verdict.ts';

const name = 'crontab';
/** Debian's cron takes at most 1000 lines a crontab. */
const MOST_LINES = 900;

/** The flag that only tests: another cron's `-n` does something else, so the help text decides. */
async function dryRunFlag(tool: string, options: CheckOptions): Promise<string | undefined> {
  const { stdout, stderr } = await runTool(tool, ['-h'], options);
  const help = `${stdout}\n${stderr}`;
  if (/^\s*-n\b.*(?:dry run|syntax)/m.test(help)) return '-n';
  if (/^\s*-T\b.*(?:test|syntax)/m.test(help)) return '-T';
  return undefined;
}

function inLots(artifacts: readonly Artifact[]): readonly (readonly Artifact[])[] {
  const lots: Artifact[][] = [];
  let room = 0;
  for (const artifact of artifacts) {
    const lines = artifact.content.split('\n').length;
    if (lots.length === 0 || lines > room) {
      lots.push([]);
      room = MOST_LINES;
    }
    lots.at(-1)!.push(artifact);
    room -= lines;
  }
  return lots;
}

async function checkOne(
  tool: string,
  flag: string,
  artifact: Artifact,
  bundle: BundleView,
  options: CheckOptions,
) {
  const run = await runTool(tool, [flag, path.join(bundle.folder, artifact.path)], options);
  if (run.status === 0) return passed(name, artifact);
  const [, said] = /^"[^"]*":\d+: (.+)$/m.exec(run.stderr) ?? [];
  if (said !== undefined || /errors in crontab|newline/i.test(run.stderr)) {
    return failed(name, artifact, said ?? run.stderr.trim().split('\n')[0]!);
  }
  const why = run.broken ?? run.stderr.trim().split('\n')[0];
  return missing(name, [artifact], `crontab does not work here: ${why}`)[0]!;
}

/** The crontab command's own dry run. Many files go in one call; only a lot that fails is taken apart. */
export const crontab: Checker = {
  name,
  async run(bundle, options) {
    const artifacts = bundle.artifacts.filter(({ language }) => language === 'crontab');
    if (artifacts.length === 0) return [];
    const tool = findTool('crontab', options.environment);
    if (tool === undefined)
      return missing(name, artifacts, 'crontab is not on PATH: install the package cron');
    const flag = await dryRunFlag(tool, options);
    if (flag === undefined)
      return missing(name, artifacts, 'this crontab has no dry run: install the package cron');
    const results: CheckResult[] = [];
    for (const lot of inLots(artifacts)) {
      const input = lot.map(({ content }) => content).join('');
      const whole = await runTool(tool, [flag, '-'], { ...options, input });
      if (whole.status === 0) results.push(...lot.map((artifact) => passed(name, artifact)));
      else for (const artifact of lot) results.push(await checkOne(tool, flag, artifact, bundle, options));
    }
    return results;
  },
};
