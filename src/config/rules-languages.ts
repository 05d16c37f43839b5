import { cronCommand } from '../escape/cron.ts';
import { systemdArg, systemdCommand, systemdEnv, systemdPath, systemdValue } from '../escape/systemd.ts';
import { token } from '../escape/token.ts';
import { kindOf } from './manager.ts';
import type { Rule } from './rule.ts';
import { quoteValue, type Path } from './values.ts';

const UNIT = 'a systemd unit';
const CRONTAB = 'a crontab';

/** What some place of them cannot hold, in words. */
const SIGNS_OF_PROGRAMS = 'any of $ " \' \\';
const SIGNS_OF_PATHS = 'signs other than . _ / % @ : + - and blanks inside';
const UNSEEN = 'line ends, tabs and other characters that cannot be seen';

/** More than the options of a script's call ever have. */
const OPTIONS = 'x'.repeat(300);

/** Values of the environment may be secrets. */
const quote = (path: Path, value: string) => (path[0] === 'environment' ? 'text' : quoteValue(value));

function isRefused(write: () => unknown): boolean {
  try {
    write();
    return false;
  } catch (error) {
    if ((error as { code?: string }).code === 'ESCAPE_REFUSED') return true;
    throw error;
  }
}

function judge(
  path: Path,
  value: string | undefined,
  language: string,
  what: string,
  write: (value: string) => unknown,
) {
  if (value === undefined || !isRefused(() => write(value))) return [];
  return [{ code: 'not-of-the-language', path, args: { language, what, got: quote(path, value) } }];
}

/** The command that systemd runs, and the variables it gives it. */
const unitHoldsTheCommand: Rule = ({ command = [], environment }) => {
  const [program, ...words] = command;
  return [
    ...judge(['command', 0], program, UNIT, SIGNS_OF_PROGRAMS, (value) => systemdCommand([value])),
    ...words.flatMap((word, index) => judge(['command', index + 1], word, UNIT, UNSEEN, systemdArg)),
    ...Object.entries(environment).flatMap(([name, value]) =>
      judge(['environment', name], value, UNIT, UNSEEN, (text) => systemdEnv(name, text)),
    ),
  ];
};

const PATHS = ['pid_file', 'working_directory', 'environment_file', 'output'] as const;

/** A value that a generated unit cannot hold is told with all other problems, before anything is rendered. */
export const unitHoldsItsValues: Rule = (service, context) => {
  if (kindOf(service) !== 'generated') return [];
  const names = (['user', 'group'] as const).flatMap((key) => judge([key], service[key], UNIT, '$', token));
  return [
    ...judge(['description'], service.description, UNIT, 'a \\ at its end', systemdValue),
    ...unitHoldsTheCommand(service, context),
    ...names,
    ...PATHS.flatMap((key) => judge([key], service[key], UNIT, SIGNS_OF_PATHS, systemdPath)),
  ];
};

/** The script is what crontabs and timers run, and sha256sum writes a file with a backslash in a way of its own. */
export const listsHoldTheScript: Rule = ({ schedule, scheduler, cron_flavor, script, manager }) => {
  if (manager === 'kubernetes') return [];
  if (scheduler === 'systemd' && schedule.length > 0)
    return judge(['script'], script, UNIT, SIGNS_OF_PROGRAMS, (value) => systemdCommand([value]));
  // Its crond takes # for a comment even in quotes, and leaves the shell the backslash that other crons want before a %
  if (cron_flavor === 'busybox' && schedule.length > 0 && /[%#]/.test(script)) {
    const args = { language: "BusyBox's crontab", what: '% and #', got: quoteValue(script) };
    return [{ code: 'not-of-the-language', path: ['script'], args }];
  }
  const [language, what] = script.includes('\\') ? ['SHA256SUMS', 'a \\'] : [CRONTAB, 'so many characters'];
  return judge(['script'], script, language, what, (value) => cronCommand([value, OPTIONS]));
};
