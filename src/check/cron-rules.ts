import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import type { Checker } from './checker.ts';
import { verdict } from './verdict.ts';

interface Finding {
  readonly message: string;
  readonly line?: number;
}

/** Debian's cron cuts or refuses what is longer, and ignores the whole file. */
const LONGEST_LINE = 900;
interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** They count up from the lowest. */
  readonly names: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of week', low: 0, high: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

function numberOf(text: string, { low, high, names }: Field): number {
  const place = names.indexOf(text.toLowerCase());
  const number = place >= 0 ? low + place : /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return number >= low && number <= high ? number : NaN;
}

function partHolds(part: string, field: Field): boolean {
  const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/([1-9]\d?))?$/.exec(part) ?? [];
  if (from === undefined) return false;
  if (from === '*') return to === undefined;
  if (to === undefined) return step === undefined && !Number.isNaN(numberOf(from, field));
  return numberOf(from, field) <= numberOf(to, field);
}

const NICKNAMES = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

function* scheduleFindings(fields: readonly string[]): Generator<string> {
  const [first = ''] = fields;
  if (first.startsWith('@')) {
    if (!NICKNAMES.has(first)) yield `"${first}" is no schedule`;
    return;
  }
  for (const [index, field] of FIELDS.entries()) {
    const text = fields[index] ?? '';
    if (!text.split(',').every((part) => partHolds(part, field))) yield `"${text}" is no ${field.name}`;
  }
}

function* jobFindings(text: string, hasUser: boolean): Generator<string> {
  const [, schedule, rest] = /^(@\S+[ \t]+|(?:\S+[ \t]+){5})(\S.*)$/.exec(text) ?? [];
  if (schedule === undefined || rest === undefined)
    return yield 'neither NAME=value nor five fields and a command';
  yield* scheduleFindings(schedule.trim().split(/[ \t]+/));
  const [, user, command] = hasUser ? (/^(\S+)[ \t]+(\S.*)$/.exec(rest) ?? []) : [undefined, undefined, rest];
  if (hasUser && !/^[a-z_][a-z0-9_-]*$/i.test(user ?? '')) yield 'the sixth field is no user';
  else if (!/^["']?[/~$]/.test(command ?? '')) yield 'the command does not begin with an absolute path';
  if (/(?<!\\)%/.test(rest)) yield 'a % that is not escaped ends the command here';
}

function* lineFindings(text: string, hasUser: boolean): Generator<string> {
  if (Buffer.byteLength(text) >= LONGEST_LINE) yield `longer than ${LONGEST_LINE} bytes`;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return yield 'a control character';
  if (/^\s*(?:#|$)/.test(text) || /^[A-Za-z_]\w*=/.test(text)) return;
  yield* jobFindings(text, hasUser);
}

function* fileFindings(artifact: Artifact): Generator<Finding> {
  const hasUser = artifact.language === 'cron';
  if (hasUser && !/^[A-Za-z0-9_-]+$/.test(path.posix.basename(artifact.path))) {
    yield { message: 'cron ignores a file whose name has anything but letters, digits, "_" and "-"' };
  }
  if (hasUser && artifact.mode !== 0o644) yield { message: 'cron wants mode 0644' };
  const lines = artifact.content.split('\n');
  if (lines.pop() !== '') yield { message: 'no newline at the end: cron ignores the whole file' };
  for (const [index, text] of lines.entries()) {
    for (const message of lineFindings(text, hasUser)) yield { message, line: index + 1 };
  }
}

/** What cron does not say before it ignores a file: rules of Debian's cron, stricter where cronie or BusyBox are. */
export const cronRules: Checker = {
  name: 'cron-rules',
  async run(bundle) {
    const artifacts = bundle.artifacts.filter(
      ({ language }) => language === 'cron' || language === 'crontab',
    );
    return artifacts.flatMap((artifact) => verdict('cron-rules', artifact, [...fileFindings(artifact)]));
  },
};
