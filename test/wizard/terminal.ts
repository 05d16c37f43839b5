import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';

const root = path.resolve(import.meta.dirname, '../..');
const launcher = path.join(root, 'dist/saikido.cjs');

export const ENTER = '\r';
export const UP = '\u001b[A';
export const DOWN = '\u001b[B';
export const CTRL_C = '\u0003';
export const CLEAR = '\u0015';

const DEADLINE_MS = 90_000;

interface Where {
  readonly cwd: string;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

function environment(more: Where['env']): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(?:npm_|NO_COLOR|FORCE_COLOR|CI$)/i.test(key),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    TERM: 'xterm-256color',
    TZ: 'UTC',
    ...more,
  };
}

/** The command in a pseudo-terminal, as a person would see and type it. */
export function openTerminal(args: readonly string[], { cwd, columns = 100, env }: Where) {
  const terminal = spawn(process.execPath, [launcher, ...args], {
    cwd,
    cols: columns,
    rows: 40,
    env: environment(env),
  });
  let raw = '';
  let seen = 0;
  let status: number | undefined;
  terminal.onData((data) => (raw += data));
  const ended = new Promise<number>((resolve) =>
    terminal.onExit(({ exitCode }) => resolve((status = exitCode))),
  );

  /** Waits for a text that came after what was last waited for; gives what came up to its end. */
  async function waitFor(text: string): Promise<string> {
    const until = Date.now() + DEADLINE_MS;
    for (;;) {
      const shown = stripVTControlCharacters(raw);
      const at = shown.indexOf(text, seen);
      if (at >= 0) {
        const before = seen;
        seen = at + text.length;
        return shown.slice(before, seen);
      }
      if (Date.now() > until || status !== undefined) {
        terminal.kill();
        throw new Error(`"${text}" did not appear; the screen was:\n${shown.slice(seen)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for the text, then types the keys. */
  async function reply(text: string, ...keys: readonly string[]): Promise<void> {
    await waitFor(text);
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      terminal.write(key);
    }
  }

  return {
    waitFor,
    reply,
    ended,
    raw: () => raw,
    text: () => stripVTControlCharacters(raw).replaceAll('\r', ''),
  };
}

/** The command without a terminal. */
export function runPlain(args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    cwd,
    encoding: 'utf8',
    env: environment({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout, stderr };
}

/** The line of the ending that does the same without questions. */
export function sameCommandOf(text: string): string {
  const found = /The same without questions\n {2}saikido (.*)\n/.exec(text);
  if (found?.[1] === undefined) throw new Error(`no command at the end of:\n${text}`);
  return found[1];
}

/** Runs a printed command line as a shell would. */
export function runLine(line: string, cwd: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `"$NODE" "$LAUNCHER" ${line}`], {
    cwd,
    encoding: 'utf8',
    env: { ...environment({}), NODE: process.execPath, LAUNCHER: launcher },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout, stderr };
}
