import * as z from 'zod/mini';
import { about } from './about.ts';
import { readCron } from './cron.ts';
import { byteLength, CONTROL, DECEPTIVE, field } from './field.ts';
import { splitCommand } from './split-command.ts';
import { isTimezone } from './timezone.ts';

export { splitCommand };

const DURATION = /^(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
const MILLISECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
/** A year: longer is a slip of the keyboard, and every timer of the script can count this far. */
const LONGEST_DURATION = 366 * MILLISECONDS.d;

function readDuration(text: string): number | undefined {
  if (text === '' || !DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[dhms])/g)) {
    total += Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
  }
  return total <= LONGEST_DURATION ? total : undefined;
}

/** A span of time, in milliseconds. */
export const Duration = field('a duration such as 30s or 2m', readDuration, DURATION);
export const PositiveDuration = Duration.check(
  z.refine((milliseconds) => milliseconds > 0, {
    params: { must: 'a duration above zero such as 30s or 2m' },
  }),
);

const BYTES = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 } as const;

/** A size, in bytes; the units are powers of 1024, as in systemd. */
export const ByteSize = field(
  'a size such as 512K, 800M or 2G',
  (text) => {
    const [, count, unit] = /^(\d+)([KMGT])$/.exec(text) ?? [];
    const bytes = Number(count) * BYTES[unit as keyof typeof BYTES];
    return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
  },
  /^\d+[KMGT]$/,
);

function readPath(text: string): string | undefined {
  if (!/^~?\//.test(text) || CONTROL.test(text) || DECEPTIVE.test(text)) return undefined;
  if (byteLength(text) > 4095) return undefined;
  const parts = text.split('/').slice(1);
  const plain = (part: string) => part !== '' && part !== '.' && part !== '..' && byteLength(part) <= 255;
  return parts.every(plain) ? text : undefined;
}

/** `/…`, or `~/…` for what `install: user` puts below the home. Never `/` itself. */
export const AbsolutePath = field(
  'an absolute path without "..", "//", a last "/" or control characters',
  readPath,
  /^~?\//,
);

/** A path that logrotate reads: it expands patterns even inside quotes, so those are refused. */
export const LogPath = field(
  'an absolute path without any of * ? [ ] { } " \' \\ (logrotate expands them even when quoted)',
  (text) => (/[*?[\]{}"'\\]/.test(text) ? undefined : readPath(text)),
  /^~?\//,
);

/** Text of one line, for people to read. */
export const OneLine = field('one line of text without control characters', (text) =>
  text.trim() === '' || CONTROL.test(text) || DECEPTIVE.test(text) || text.length > 200
    ? undefined
    : text.trim(),
);

/** A glob of file names in one folder. */
export const FileMatch = field('a pattern of file names such as *.state, without "/"', (text) =>
  text === '' || /[/\\]/.test(text) || CONTROL.test(text) || DECEPTIVE.test(text) || text.length > 255
    ? undefined
    : text,
);

export const ServiceName = about(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,47}$/)), {
  must: 'a name of a-z, 0-9 and "-", beginning with a letter, at most 48 long',
});

export const UserName = about(z.string().check(z.regex(/^(?:[A-Za-z_][A-Za-z0-9_-]{0,30}\$?|\d{1,9})$/)), {
  must: 'the name or number of a user or group',
});

export const UnitName = about(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9:_.@-]{0,240}\.service$/)), {
  must: 'the name of a systemd unit such as worker.service',
});

export const Umask = field(
  'an octal mask in quotes such as "0027"',
  (text) => (/^0?[0-7]{3}$/.test(text) ? text.padStart(4, '0') : undefined),
  /^0?[0-7]{3}$/,
);

/** Signals that may ask a process to stop or to reopen its files, by number and by name. */
const SIGNALS: Readonly<Record<string, string>> = {
  1: 'HUP', 2: 'INT', 3: 'QUIT', 6: 'ABRT', 9: 'KILL', 10: 'USR1', 12: 'USR2', 14: 'ALRM', 15: 'TERM', 28: 'WINCH',
}; // prettier-ignore
const SIGNAL_NAMES = new Set(Object.values(SIGNALS));

export const Signal = field('a signal such as TERM, INT, QUIT or USR1', (text) => {
  const name = SIGNALS[text] ?? text.toUpperCase().replace(/^SIG/, '');
  if (SIGNAL_NAMES.has(name)) return name;
  return /^RTMIN(?:\+(?:[1-9]|1[0-5]))?$/.test(name) ? name : undefined;
});

/** A word of a command line or a value of the environment: the kernel takes 128 KiB of each, NUL excepted. */
export const Word = field('text without NUL and broken Unicode, at most 100000 bytes', (text) =>
  text.includes('\0') || /[\ud800-\udfff]/u.test(text) || byteLength(text) > 100_000 ? undefined : text,
);

const CommandLine = field('a command with closed quotes', (text) => {
  const words = splitCommand(text);
  return words?.every((word) => Word.safeParse(word).success) ? words : undefined;
});

/** env(1), which runs the command at last, would take a path with "=" for a variable. */
const isProgram = (word = '') => readPath(word) !== undefined && !word.includes('=');

/** A command: one string split by POSIX quoting, or a list of words. No shell runs it. */
export const Command = about(
  z.union([CommandLine, z.array(Word)]).check(z.refine((words) => isProgram(words[0]))),
  { must: 'a command that begins with an absolute path without "=", as one string or as a list of words' },
);

export const EnvironmentName = about(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)), {
  must: 'the name of an environment variable',
});

export const HttpUrl = field(
  'an http or https URL without user, password or blanks',
  (text) => {
    if (CONTROL.test(text) || /[\s"'\\<>^`{|}]/.test(text) || !URL.canParse(text)) return undefined;
    const url = new URL(text);
    const plain = url.username === '' && url.password === '' && url.hash === '' && url.port !== '0';
    return plain && /^https?:$/.test(url.protocol) ? text : undefined;
  },
  /^https?:\/\//,
);

/** `host:port`; IPv6 addresses in brackets. What looks like an IP address must be one. */
export const TcpAddress = field('an address such as 127.0.0.1:6379', (text) => {
  const [, host, port] = /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/.exec(text) ?? [];
  const real = host !== undefined && URL.canParse(`http://${host}/`);
  return real && Number(port) >= 1 && Number(port) <= 65_535 ? text : undefined;
});

export const MailAddress = about(
  z.string().check(z.regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/)),
  { must: 'a mail address' },
);

/** Kept as written, with single blanks: it goes into a crontab as it is. */
export const CronExpression = field(
  'a cron expression of five fields such as "0 3 * * *", or @daily and the like',
  (text) => (readCron(text) === undefined ? undefined : text.trim().replace(/[ \t]+/g, ' ')),
);

export const Timezone = field('an IANA time zone such as Europe/Berlin', (text) =>
  isTimezone(text) ? text : undefined,
);
