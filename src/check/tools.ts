import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The caller's environment: `PATH`, `HOME`, `SHELLCHECK` … */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ToolOptions {
  readonly environment: Environment;
  /** Variables of this run alone, over what every tool is given. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly input?: string;
  /** Milliseconds; then the tool and all it started are killed. */
  readonly timeout?: number;
}

export interface ToolRun {
  /** Absent when it was killed, or could not be started. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no status, in words. */
  readonly broken?: string;
}

const TIMEOUT = 60_000;
const MOST_OUTPUT = 8 * 1024 * 1024;
/** The machine that restarts things may be small: two processes side by side use two cores. */
const SIDE_BY_SIDE = 2;
/** What a tool may see of the caller's environment, so that its findings are the same everywhere. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

const alive = new Set<number>();
const waiting: (() => void)[] = [];
let running = 0;

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function killAll(): void {
  for (const pid of alive) killGroup(pid);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Every program of that name in PATH and, since users often lack it there, in the sbin beside each bin. */
export function findTools(name: string, environment: Environment): readonly string[] {
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => path.isAbsolute(folder));
  const besides = folders.filter((folder) => path.basename(folder) === 'bin');
  const sbins = besides.map((folder) => path.join(path.dirname(folder), 'sbin'));
  return [...folders, ...sbins].map((folder) => path.join(folder, name)).filter(isProgram);
}

export function findTool(name: string, environment: Environment): string | undefined {
  return findTools(name, environment)[0];
}

/** A tool named by its path, if it can be run. */
export function toolAt(file: string): string | undefined {
  return isProgram(file) ? path.resolve(file) : undefined;
}

/**
 * Node gives a tool its input by a socket: `bash -c` then takes itself for a remote login and reads ~/.bashrc, unless it
 * is told that another shell has started it.
 */
const BELOW_A_SHELL = { SHLVL: '1' };

function variablesFor(options: ToolOptions): Record<string, string> {
  const variables: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC', TERM: 'dumb', ...BELOW_A_SHELL };
  for (const name of PASSED_ON) {
    const value = options.environment[name];
    if (value !== undefined) variables[name] = value;
  }
  return { ...variables, ...options.variables };
}

function start(file: string, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  return new Promise((resolve) => {
    let broken: string | undefined;
    const output = { stdout: '', stderr: '' };
    const child = spawn(file, args, { cwd: options.folder, env: variablesFor(options), detached: true });
    const { pid } = child;
    const stop = (why: string) => {
      broken ??= why;
      if (pid !== undefined) killGroup(pid);
    };
    const timeout = options.timeout ?? TIMEOUT;
    const timer = setTimeout(() => stop(`it did not end within ${timeout / 1000} s`), timeout);
    if (pid !== undefined) alive.add(pid);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (output[name].length + text.length > MOST_OUTPUT) stop('it printed too much');
        else output[name] += text;
      });
    }
    child.on('error', (error) => (broken ??= `it could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (pid !== undefined) alive.delete(pid);
      if (signal !== null) broken ??= `it was ended by ${signal}`;
      const status = broken === undefined ? (code ?? undefined) : undefined;
      resolve({ status, ...output, ...(broken === undefined ? {} : { broken }) });
    });
    child.stdin.on('error', () => undefined).end(options.input ?? '');
  });
}

/** Runs a tool without a shell, LC_ALL=C, at most two at a time; never throws for what the tool does. */
export async function runTool(file: string, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  if (!process.listeners('exit').includes(killAll)) process.prependListener('exit', killAll);
  while (running >= SIDE_BY_SIDE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await start(file, args, options);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
