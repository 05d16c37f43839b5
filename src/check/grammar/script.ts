import type { Setting } from '../../plan/setting.ts';
import { compareSettings } from './settings.ts';
import { compareText } from './text.ts';

const BEGIN = '# --- settings';
const END = '# --- end of settings';

interface Apart {
  readonly before: readonly string[];
  readonly block: readonly string[];
  readonly after: string;
}

function takeApart(content: string): Apart {
  const end = content.indexOf(`\n${END}`);
  const begin = content.indexOf(`\n${BEGIN}`);
  if (begin < 0 || end < begin) throw new Error('the block of settings is missing');
  const lines = content.slice(0, end).split('\n');
  const first = content.slice(0, begin).split('\n').length + 1;
  return { before: lines.slice(0, first), block: lines.slice(first), after: content.slice(end) };
}

/** Comments above the block may speak of the service; code may not. */
function compareHead(lines: readonly string[], frame: readonly string[]): string | undefined {
  const code = (all: readonly string[]) =>
    all.filter((line) => line !== '' && !/^#[^!]/.test(line)).join('\n');
  return code(lines) === code(frame)
    ? undefined
    : 'there is code above the settings that is not of the template';
}

/**
 * Proves a script or a rehearsal: its data block means `settings`, and all the rest is `frame`, the same template
 * without any value. Returns what is wrong.
 */
export function compareScript(
  content: string,
  frame: string,
  settings: readonly Setting[],
): string | undefined {
  const script = takeApart(content);
  const values = `${[...script.before, ...script.block].join('\n')}\n`;
  const template = takeApart(frame);
  if (script.after !== template.after) return 'the body is not that of the template';
  return (
    compareText(values) ??
    compareHead(script.before, template.before) ??
    compareSettings(script.block, settings)
  );
}
