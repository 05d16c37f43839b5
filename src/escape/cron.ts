import { quoteShell, quoteShellPath } from './shell.ts';
import { refuse, refuseUnseen } from './unicode.ts';

/** Debian's cron gives up on a whole file with one command of 990 characters. */
const LONGEST_COMMAND = 900;

/**
 * A command for a crontab: quoted for its shell, then `%` for cron, which reads it as a newline even in quotes.
 * A backslash is refused: crons differ in what they make of one before `%`.
 */
export function cronCommand(argv: readonly string[]): string {
  const [program = '', ...words] = argv;
  for (const word of argv) if (word.includes('\\')) refuse('a crontab', word);
  const line = [quoteShellPath(program), ...words.map(quoteShell)].join(' ');
  if (line.includes('\\%') || line.length > LONGEST_COMMAND) refuse('a crontab', line);
  return line.replaceAll('%', '\\%');
}

/** `NAME=value` of a crontab, where nothing is expanded and outer blanks and quotes would be lost. */
export function cronEnv(name: string, value: string): string {
  refuseUnseen('a crontab', value);
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) refuse('a crontab', name);
  if (!/^[A-Za-z0-9_./:@+,-]*$/.test(value) || value.length > LONGEST_COMMAND) refuse('a crontab', value);
  return `${name}=${value}`;
}

/** Five fields or a nickname, with one blank between the fields. */
export function cronWhen(value: string): string {
  const when = value
    .trim()
    .split(/[ \t]+/)
    .join(' ');
  if (!/^(?:@[a-z]+|(?:[A-Za-z0-9*,/-]+ ){4}[A-Za-z0-9*,/-]+)$/.test(when)) refuse('a crontab', value);
  return when;
}
