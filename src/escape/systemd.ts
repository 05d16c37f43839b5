import { refuse, refuseUnseen as refuseUnseenText } from './unicode.ts';

const PLAIN = /^[A-Za-z0-9_./:@+,=-]+$/;

function refuseUnseen(language: string, value: string): void {
  refuseUnseenText(language, value);
  // To systemd a line with one of these is no UTF-8, and it passes over the line.
  if (/\p{Noncharacter_Code_Point}/u.test(value)) refuse(language, value);
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** One word of ExecStart=: specifiers and variables stay text. */
export function systemdArg(value: string): string {
  refuseUnseen('a systemd unit', value);
  if (PLAIN.test(value)) return value;
  return quote(value.replaceAll('%', '%%').replaceAll('$', () => '$$'));
}

/** A whole ExecStart=; a program below `~/` is found through the home of the user's manager. */
export function systemdCommand(argv: readonly string[]): string {
  const [program = '', ...words] = argv;
  if (!/^~?\//.test(program)) refuse('a systemd unit', program);
  return [systemdProgram(program), ...words.map(systemdArg)].join(' ');
}

/** The program's path has no variables to expand: `$` stays single there. */
function systemdProgram(path: string): string {
  refuseUnseen('a systemd unit', path);
  if (/[$"'\\]/.test(path)) refuse('a systemd unit', path);
  const escaped = path.replaceAll('%', '%%').replace(/^~\//, '%h/');
  return /^[A-Za-z0-9_./:@+,=%~-]+$/.test(escaped) ? escaped : quote(escaped);
}

/** The text of Description= and the like. */
export function systemdValue(value: string): string {
  refuseUnseen('a systemd unit', value);
  if (value.endsWith('\\') || value !== value.trim()) refuse('a systemd unit', value);
  return value.replaceAll('%', '%%');
}

/** One assignment of Environment=. */
export function systemdEnv(name: string, value: string): string {
  refuseUnseen('a systemd unit', value);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) refuse('a systemd unit', name);
  return quote(`${name}=${value}`.replaceAll('%', '%%'));
}

/** A path of WorkingDirectory=, PIDFile= and the like, whose parsers know no quotes: a blank inside is a part of it. */
export function systemdPath(path: string): string {
  if (!/^~?\/[A-Za-z0-9._/%@:+ -]+(?<! )$/.test(path)) refuse('a systemd unit', path);
  return path.replaceAll('%', '%%').replace(/^~\//, '%h/');
}

/** A file of StandardOutput=, which systemd appends to. */
export function systemdAppend(path: string): string {
  return `append:${systemdPath(path)}`;
}

/** A span of time, of whole milliseconds: `5min 30s` would be nicer to read, but this is exact. */
export function systemdSpan(milliseconds: number): string {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) refuse('a systemd unit', String(milliseconds));
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

/** A value of OnCalendar=, made by `plan/`: an expression, and a zone after it. */
export function onCalendar(value: string): string {
  if (!/^[A-Za-z0-9*:.,/~ _+-]+$/.test(value) || value !== value.trim()) refuse('a systemd timer', value);
  return value;
}
