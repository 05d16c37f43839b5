import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Finding, Shellcheck } from './linted.ts';
import { embeddedShellcheck } from './shellcheck-embedded.ts';
import { packageFolder } from './packages.ts';
import { findTools, runTool, toolAt, type ToolOptions } from './tools.ts';

export interface ShellcheckOptions extends ToolOptions {
  readonly shellcheck?: string;
}

/** Long enough for a slow line, short enough for a person who waits. */
const DOWNLOAD_TIMEOUT = 20_000;
const ARGUMENTS = ['--norc', '--enable=all', '--severity=style', '--format=json1', '-'];

function readFindings(stdout: string): readonly Finding[] | undefined {
  try {
    const { comments } = JSON.parse(stdout) as { comments: readonly Finding[] };
    return comments.map(({ code, line, column, message }) => ({ code, line, column, message }));
  } catch {
    return undefined;
  }
}

/** A program counts as shellcheck when it says so itself; anything else could pass every script. */
async function nativeShellcheck(file: string, options: ToolOptions): Promise<Shellcheck | undefined> {
  const { stdout } = await runTool(file, ['--version'], { ...options, timeout: DOWNLOAD_TIMEOUT });
  const [, version] = /^ShellCheck\b[^]*^version: (\S+)/m.exec(stdout) ?? [];
  if (version === undefined) return undefined;
  const by = `ShellCheck ${version}`;
  return async (input) => {
    const run = await runTool(file, ARGUMENTS, { ...options, input });
    const findings = run.status === 0 || run.status === 1 ? readFindings(run.stdout) : undefined;
    if (findings !== undefined) return { findings, by, from: file };
    return `${by}: ${run.broken ?? `exit status ${run.status}: ${run.stderr.trim().split('\n')[0]}`}`;
  };
}

async function named(file: string, by: string, options: ToolOptions): Promise<Shellcheck | string> {
  const tool = toolAt(file);
  const found = tool === undefined ? undefined : await nativeShellcheck(tool, options);
  return found ?? `${by} ${file} is no shellcheck that runs`;
}

/** The binary that the npm package has downloaded before, or downloads now. */
async function packagedShellcheck(options: ToolOptions, download: boolean): Promise<Shellcheck | undefined> {
  const folder = packageFolder('shellcheck');
  if (folder === undefined) return undefined;
  const binary = path.join(folder, 'bin', 'shellcheck');
  if (download) {
    const wrapper = path.join(folder, 'bin', 'shellcheck.js');
    const variables = { SHELLCHECKJS_LOGGER_LEVEL: 'off' };
    await runTool(process.execPath, [wrapper, '--version'], {
      ...options,
      variables,
      timeout: DOWNLOAD_TIMEOUT,
    });
  }
  const tool = toolAt(binary);
  return tool === undefined ? undefined : nativeShellcheck(tool, options);
}

/** npm puts the package's wrapper on PATH: asked for its version it would go and fetch itself. */
function mayDownload(file: string): boolean {
  return realpathSync(file).endsWith('.js');
}

/**
 * The first that works of: `--shellcheck`, `$SHELLCHECK`, PATH, the npm package's binary if it is there, the embedded
 * one, the npm package's download. The network comes last. One that was asked for by name has no substitute.
 */
export async function findShellcheck(options: ShellcheckOptions): Promise<Shellcheck | string> {
  const fromEnvironment = options.environment['SHELLCHECK'];
  if (options.shellcheck !== undefined) return named(options.shellcheck, '--shellcheck', options);
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    return named(fromEnvironment, '$SHELLCHECK', options);
  const onPath = findTools('shellcheck', options.environment).find((file) => !mayDownload(file));
  const installed = onPath === undefined ? undefined : await nativeShellcheck(onPath, options);
  return (
    installed ??
    (await packagedShellcheck(options, false)) ??
    embeddedShellcheck(options) ??
    (await packagedShellcheck(options, true)) ??
    'no shellcheck on PATH or among the npm packages: install the package shellcheck'
  );
}
