import { quoteBash, quoteBashPath, quoteBashWords } from '../escape/bash.ts';
import { ansible } from '../escape/ansible.ts';
import { comment } from '../escape/comment.ts';
import { cronCommand, cronEnv, cronWhen } from '../escape/cron.ts';
import { json } from '../escape/json.ts';
import { logrotatePath } from '../escape/logrotate.ts';
import { markdown, markdownCell, markdownCode } from '../escape/markdown.ts';
import { quoteShell, quoteShellPath } from '../escape/shell.ts';
import {
  onCalendar, systemdAppend, systemdArg, systemdCommand, systemdEnv, systemdPath, systemdSpan, systemdValue,
} from '../escape/systemd.ts'; // prettier-ignore
import { int, token } from '../escape/token.ts';
import { yaml } from '../escape/yaml.ts';
import type { Setting } from '../plan/setting.ts';
import type { Language } from './artifact.ts';

/** `hash`: partials for every language whose comments begin with `#`. */
export type TemplateLanguage = Language | 'hash';

export interface Helper {
  readonly languages: readonly TemplateLanguage[];
  /** It quotes: what it gives must be a whole word, with nothing glued to it. */
  readonly wholeWord: boolean;
  readonly run: (...args: readonly unknown[]) => string;
}

const BASH = ['bash', 'bats'] as const;
const HASH = [
  'hash',
  'bash',
  'bats',
  'cron',
  'crontab',
  'logrotate',
  'systemd',
  'yaml',
  'ansible',
  'prometheus',
] as const;
const CRON = ['cron', 'crontab'] as const;

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`a template passed ${typeof value} where text is due`);
}

function number(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`a template passed ${typeof value} where a number is due`);
}

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(text);
  throw new TypeError(`a template passed ${typeof value} where words are due`);
}

const shellWord = (word: string) => (word.startsWith('~/') ? quoteShellPath(word) : quoteShell(word));

/** What stands behind `NAME=` in the data block. */
function settingValue(setting: Setting): string {
  if (setting.kind === 'words') return `(${quoteBashWords(words(setting.value), setting.paths)})`;
  if (setting.kind === 'number') return int(number(setting.value));
  return setting.kind === 'path' ? quoteBashPath(text(setting.value)) : quoteBash(text(setting.value));
}

type Run = (value: unknown, other: unknown) => string;
const quoting = (languages: Helper['languages'], run: Run): Helper => ({ languages, wholeWord: true, run });
const plain = (languages: Helper['languages'], run: Run): Helper => ({ languages, wholeWord: false, run });

/** The only way of a value into an artifact: one helper for each place of each language. */
export const helpers: Readonly<Record<string, Helper>> = {
  bash: quoting(BASH, (value) => quoteBash(text(value))),
  bashWords: quoting(BASH, (value) => quoteBashWords(words(value))),
  bashPath: quoting(BASH, (value) => quoteBashPath(text(value))),
  bashSetting: quoting(BASH, (value) => settingValue(value as Setting)),
  shell: quoting(['markdown', 'logrotate'], (value) => words(value).map(shellWord).join(' ')),
  cronCommand: quoting(CRON, (value) => cronCommand(words(value))),
  cronEnv: quoting(CRON, (name, value) => cronEnv(text(name), text(value))),
  cronWhen: quoting(CRON, (value) => cronWhen(text(value))),
  systemdArg: quoting(['systemd'], (value) => systemdArg(text(value))),
  systemdCommand: quoting(['systemd'], (value) => systemdCommand(words(value))),
  systemdEnv: quoting(['systemd'], (name, value) => systemdEnv(text(name), text(value))),
  systemdPath: quoting(['systemd'], (value) => systemdPath(text(value))),
  systemdAppend: quoting(['systemd'], (value) => systemdAppend(text(value))),
  systemdSpan: quoting(['systemd'], (value) => systemdSpan(number(value))),
  onCalendar: quoting(['systemd'], (value) => onCalendar(text(value))),
  systemdValue: plain(['systemd'], (value) => systemdValue(text(value))),
  logrotatePath: quoting(['logrotate'], (value) => logrotatePath(text(value))),
  ansible: quoting(['ansible'], (value) => ansible(text(value))),
  yaml: quoting(['yaml', 'ansible', 'prometheus'], (value) => yaml(text(value))),
  json: quoting(['json'], (value) => json(value)),
  markdown: plain(['markdown'], (value) => markdown(text(value))),
  cell: plain(['markdown'], (value) => markdownCell(text(value))),
  code: plain(['markdown'], (value) => markdownCode(text(value))),
  comment: plain(HASH, (value) => comment(text(value))),
  token: plain([...HASH, 'markdown', 'dashboard'], (value) => token(text(value))),
  int: plain([...HASH, 'markdown'], (value) => int(number(value))),
};
