import type { Setting } from '../../plan/setting.ts';
import { readWord } from './bash-word.ts';

/** A word; `home` when it hangs below the home of whoever runs the script. */
interface Word {
  readonly text: string;
  readonly home: boolean;
}

interface ReadSetting {
  readonly name: string;
  readonly value: number | Word | readonly Word[];
}

const HOME = '"${HOME}"/';

/** One word at the beginning of a text, and what follows it. */
function readOne(text: string): { word: Word; rest: string } {
  const home = text.startsWith(HOME);
  const from = home ? HOME.length : 0;
  const { value, length } = readWord(text.slice(from));
  return { word: { text: value, home }, rest: text.slice(from + length) };
}

function readWords(inner: string): Word[] {
  const words: Word[] = [];
  for (let text = inner; text !== '';) {
    const { word, rest } = readOne(text);
    words.push(word);
    if (rest !== '' && !/^ [^ ]/.test(rest))
      throw new Error(`words of a list are not apart: ${rest.slice(0, 40)}`);
    text = rest.slice(1);
  }
  return words;
}

function readValue(text: string): ReadSetting['value'] {
  if (/^(?:0|-?[1-9][0-9]{0,15})$/.test(text)) return Number(text);
  if (text.startsWith('(') && text.endsWith(')')) return readWords(text.slice(1, -1));
  const { word, rest } = readOne(text);
  if (rest !== '') throw new Error(`something follows a quoted word: ${rest.slice(0, 40)}`);
  return word;
}

/** Reads one line of the data block; throws for all that is not `readonly NAME=` and a quoted value. */
function readSetting(line: string): ReadSetting {
  const [, name, text] = /^readonly ([A-Z][A-Z0-9_]*)=(.+)$/s.exec(line) ?? [];
  if (name === undefined || text === undefined) throw new Error(`not a setting: ${line.slice(0, 60)}`);
  return { name, value: readValue(text) };
}

const asText = (text: string): Word => ({ text, home: false });

function asPath(text: string): Word {
  return text.startsWith('~/') ? { text: text.slice(2), home: true } : asText(text);
}

function meant({ name, ...setting }: Setting): ReadSetting {
  if (setting.kind === 'words') {
    const paths = new Set(setting.paths);
    return { name, value: setting.value.map((text, place) => (paths.has(place) ? asPath : asText)(text)) };
  }
  if (setting.kind === 'number') return { name, value: setting.value };
  return { name, value: setting.kind === 'path' ? asPath(setting.value) : asText(setting.value) };
}

/** What the block says differently from what was meant; nothing when they are equal. */
export function compareSettings(lines: readonly string[], settings: readonly Setting[]): string | undefined {
  if (lines.length !== settings.length) return `${lines.length} settings where ${settings.length} are meant`;
  const read = lines.map(readSetting);
  const expected = settings.map(meant);
  if (JSON.stringify(read) === JSON.stringify(expected)) return undefined;
  const wrong = read.findIndex((one, index) => JSON.stringify(one) !== JSON.stringify(expected[index]));
  const [found, wanted] = [read[wrong], expected[wrong]].map((one) => JSON.stringify(one));
  return `${settings[wrong]?.name} reads back as ${found} where ${wanted} is meant`;
}
