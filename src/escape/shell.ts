import { refuseUnseen } from './unicode.ts';

const PLAIN = /^[A-Za-z0-9_./:@+,-]+$/;

/** One word for any POSIX shell, quoted only where it must be: for lines that people read. */
export function quoteShell(value: string): string {
  refuseUnseen('a shell command', value);
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** A path; `~/` becomes `"$HOME"/`, which cron's shell and a person's both expand. */
export function quoteShellPath(path: string): string {
  return path.startsWith('~/') ? `"$HOME"/${quoteShell(path.slice(2))}` : quoteShell(path);
}
