import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import { writeFiles } from './bundle-folder.ts';
import type { BundleView, Checker, CheckOptions } from './checker.ts';
import type { CheckResult } from './result.ts';
import { findTool, runTool, type ToolRun } from './tools.ts';
import { missing, verdict } from './verdict.ts';

const name = 'logrotate';
const FOLDER = 'logrotate';
const UNKNOWN = /unknown (?:user|group) '([^']*)'/g;

/** Copies of root's own: logrotate ignores a config that others could write. */
function copyWith(artifacts: readonly Artifact[], unknown: ReadonlySet<string>, bundle: BundleView) {
  const known = (line: string) =>
    line.replace(/^(\s*(?:create|su)\s.*)$/, (all) =>
      all.replace(/\S+/g, (word) => (unknown.has(word) ? 'root' : word)),
    );
  const copies = artifacts.map((artifact, index) => ({
    path: `${FOLDER}/${index}/${path.posix.basename(artifact.path)}`,
    content: artifact.content.split('\n').map(known).join('\n'),
    mode: artifact.mode,
  }));
  writeFiles(bundle.folder, copies);
  return copies.map((copy) => path.join(bundle.folder, copy.path));
}

function dryRun(
  tool: string,
  files: readonly string[],
  bundle: BundleView,
  options: CheckOptions,
): Promise<ToolRun> {
  const state = path.join(bundle.folder, 'logrotate.state');
  return runTool(tool, ['-d', '-s', state, ...files], options);
}

/** Users and groups that this machine does not have; of one line logrotate names the first. */
function unknownIn({ stderr }: ToolRun): readonly string[] {
  return [...stderr.matchAll(UNKNOWN)].map(([, user = '']) => user);
}

/** Open and closing braces outside of scripts: a missing one is the error that logrotate does not report. */
function bracesMatch(content: string): boolean {
  const outside = content.replace(/^\s*(?:pre|post|first|last)\w+$[^]*?^\s*endscript$/gm, '');
  const open = outside.match(/\{$/gm)?.length ?? 0;
  return open > 0 && open === (outside.match(/^\}$/gm)?.length ?? 0);
}

/** Errors and warnings that name a line of the file. Those of a log file or its folder tell of this machine. */
function findingsIn(output: readonly string[], file: string, artifact: Artifact) {
  const findings = output.flatMap((text) => {
    const [, kind, rest] = /^(error|warning): (.*)$/.exec(text) ?? [];
    if (kind === undefined || rest === undefined || !rest.includes(file)) return [];
    const [, line, said] = /^:(\d+) (.*)$/.exec(rest.startsWith(file) ? rest.slice(file.length) : '') ?? [];
    const message = said ?? rest.replace(file, artifact.path);
    return [line === undefined ? { message } : { message, line: Number(line) }];
  });
  if (!bracesMatch(artifact.content))
    findings.push({ message: 'a block is not closed by a "}" on its own line' });
  if (findings.length === 0 && !output.includes(`reading config file ${file}`)) {
    findings.push({ message: 'logrotate does not read it' });
  }
  return findings;
}

/**
 * `logrotate -d` on all configs in one call; its exit status says little, so its words are read.
 * Users that this machine does not have get root as a stand-in, in a further run.
 */
export const logrotate: Checker = {
  name,
  async run(bundle, options): Promise<readonly CheckResult[]> {
    const artifacts = bundle.artifacts.filter(({ language }) => language === 'logrotate');
    if (artifacts.length === 0) return [];
    const tool = findTool('logrotate', options.environment);
    if (tool === undefined)
      return missing(name, artifacts, 'logrotate is not on PATH: install the package logrotate');
    let files = artifacts.map((artifact) => path.join(bundle.folder, artifact.path));
    let run = await dryRun(tool, files, bundle, options);
    const unknown = new Set<string>();
    for (let named = unknownIn(run); named.some((user) => !unknown.has(user)); named = unknownIn(run)) {
      for (const user of named) unknown.add(user);
      files = copyWith(artifacts, unknown, bundle);
      run = await dryRun(tool, files, bundle, options);
    }
    if (run.status === undefined)
      return missing(name, artifacts, `logrotate does not work here: ${run.broken}`);
    const output = `${run.stdout}\n${run.stderr}`.split('\n');
    const message = unknown.size > 0 ? `root stood in for ${[...unknown].join(', ')}, not known here` : '';
    return artifacts.flatMap((artifact, index) =>
      verdict(name, artifact, findingsIn(output, files[index]!, artifact), message),
    );
  },
};
