import type { Setting } from '../../plan/script.ts';
import { readWord } from './bash-word.ts';

/** A value of the data block; `home` when it hangs below the home of whoever runs the script. */
export interface ReadSetting {
  readonly name: string;
  readonly value: number | string | readonly string[];
  readonly home: boolean;
}

const HOME = '"${HOME}"/';

function wholeWord(text: string): string {
  const { value, length } = readWord(text);
  if (length !== text.length) throw new Error(`something follows a quoted word: ${text.slice(length, length + 40)}`);
  return value;
}

function readWords(inner: string): string[] {
  const words: string[] = [];
  let rest = inner;
  while (rest !== '') {
    const { value, length } = readWord(rest);
    words.push(value);
    rest = rest.slice(length);
    if (rest === '') break;
    if (!/^ ./.test(rest)) throw new Error(`words of a list are not apart: ${rest.slice(0, 40)}`);
    rest = rest.slice(1);
  }
  return words;
}

function readValue(text: string): Omit<ReadSetting, 'name'> {
  if (/^(?:0|-?[1-9][0-9]{0,15})$/.test(text)) return { value: Number(text), home: false };
  if (text.startsWith('(') && text.endsWith(')')) return { value: readWords(text.slice(1, -1)), home: false };
  if (text.startsWith(HOME)) return { value: wholeWord(text.slice(HOME.length)), home: true };
  return { value: wholeWord(text), home: false };
}

/** Reads one line of the data block; throws for all that is not `readonly NAME=` and a quoted value. */
export function readSetting(line: string): ReadSetting {
  const [, name, text] = /^readonly ([A-Z][A-Z0-9_]*)=(.+)$/s.exec(line) ?? [];
  if (name === undefined || text === undefined) throw new Error(`not a setting: ${line.slice(0, 60)}`);
  return { name, ...readValue(text) };
}

function meant(setting: Setting): ReadSetting {
  const { name, kind, value } = setting;
  const home = kind === 'path' && value.startsWith('~/');
  return { name, value: home ? value.slice(2) : value, home };
}

/** What the block says differently from what was meant; nothing when they are equal. */
export function compareSettings(lines: readonly string[], settings: readonly Setting[]): string | undefined {
  if (lines.length !== settings.length) return `${lines.length} settings where ${settings.length} are meant`;
  for (const [index, setting] of settings.entries()) {
    const read = JSON.stringify(readSetting(lines[index] ?? ''));
    const expected = JSON.stringify(order(meant(setting)));
    if (read !== expected) return `${setting.name} reads back as ${read} where ${expected} is meant`;
  }
  return undefined;
}

function order({ name, value, home }: ReadSetting): ReadSetting {
  return { name, value, home };
}
