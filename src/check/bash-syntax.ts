import path from 'node:path';
import type { Checker } from './checker.ts';
import type { CheckResult } from './result.ts';
import { findTool, runTool } from './tools.ts';
import { missing } from './verdict.ts';

const name = 'bash-syntax';
/** Prints each file that bash can read to its end. */
const EACH_FILE = 'for file; do if bash -n -- "$file"; then printf "%s\\n" "$file"; fi; done';

/** `bash -n`: the files, one process each, from one loop. A warning is a finding too. */
export const bashSyntax: Checker = {
  name,
  async run(bundle, options) {
    const artifacts = bundle.artifacts.filter(({ language }) => language === 'bash');
    if (artifacts.length === 0) return [];
    const bash = findTool('bash', options.environment);
    if (bash === undefined) return missing(name, artifacts, 'bash is not on PATH: install the package bash');
    const files = artifacts.map((artifact) => path.join(bundle.folder, artifact.path));
    const run = await runTool(bash, ['-c', EACH_FILE, 'bash', ...files], options);
    const readable = new Set(run.stdout.split('\n'));
    const said = run.stderr.split('\n');
    return artifacts.map((artifact, index): CheckResult => {
      const file = files[index]!;
      const about = said.filter((line) => line.startsWith(`${file}: `));
      const first = /: line (\d+): (.*)/s.exec(about[0] ?? '');
      if (about.length === 0 && readable.has(file)) {
        return { checker: name, artifact: artifact.path, status: 'passed', message: '' };
      }
      const message = first?.[2] ?? run.broken ?? 'bash cannot read it';
      const line = first === null ? {} : { line: Number(first[1]) };
      return { checker: name, artifact: artifact.path, status: 'failed', message, ...line };
    });
  },
};
