import { parseArgs } from 'node:util';
import { nearestKey } from './config/synonyms.ts';
import type { Command, Flag } from './options.ts';

/** Values of the flags by name, with `_` for `-`; switches that were not given are `false`. */
type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Parsed {
  readonly values: Values;
  readonly help: boolean;
  /** Sentences about what is wrong; the command must not run when there is one. */
  readonly wrong: readonly string[];
}

const help: Flag = { name: 'help', says: '' };

/** `, did you mean "generate"?` or nothing. */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const begun = known.filter((name) => word.length > 1 && name.startsWith(word));
  const near = begun.length === 1 ? begun[0] : nearestKey(word, known);
  return near === undefined ? '' : `; did you mean ${prefix}${near}?`;
}

function checkValue(flag: Flag, value: string | undefined, inline: boolean | undefined): string | undefined {
  const shown = `--${flag.name}`;
  if (flag.value === undefined) return value === undefined ? undefined : `${shown} takes no value`;
  const isPlace = flag.path === undefined && (flag.value === 'DIR' || flag.value === 'FILE');
  const empty = value === '' && isPlace;
  if (value === undefined || empty) return `${shown} needs a value: ${shown} ${flag.value}`;
  if (inline === false && value.length > 1 && value.startsWith('-')) {
    return `${shown} needs a value: ${shown} ${flag.value} (a value that begins with "-" is written ${shown}=${value})`;
  }
  if (flag.choices !== undefined && !flag.choices.includes(value)) {
    return `${shown} must be one of ${flag.choices.join(', ')} (got "${value}")`;
  }
  return undefined;
}

/** Many tools take their file without a flag. */
function meant(operand: string, known: ReadonlyMap<string, Flag>): string {
  return known.has('config') && /\.(?:ya?ml|json)$/.test(operand)
    ? `; did you mean --config ${/\s/.test(operand) ? JSON.stringify(operand) : operand}?`
    : '';
}

/** Reads the arguments after the command's name. */
export function readArguments(command: Command, args: readonly string[]): Parsed {
  const flags = [...command.flags, help];
  const known = new Map(flags.map((flag) => [flag.name, flag]));
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(
        flags.map((flag) => [flag.name, { type: flag.value ? 'string' : 'boolean' } as const]),
      ),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | boolean | string[] | undefined> = {};
  for (const flag of command.flags) {
    values[flag.name.replaceAll('-', '_')] =
      flag.value === undefined ? false : flag.repeat ? [] : flag.default;
  }
  const wrong: string[] = [];
  const operands: string[] = [];
  let afterUnknown = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (command.operands !== undefined) operands.push(token.value);
      else if (!afterUnknown)
        wrong.push(`${command.name} takes no argument "${token.value}"${meant(token.value, known)}`);
      afterUnknown = false;
      continue;
    }
    const flag = known.get(token.name);
    afterUnknown = flag === undefined;
    if (flag === undefined) {
      wrong.push(`unknown flag ${token.rawName}${didYouMean(token.name, [...known.keys()], '--')}`);
      continue;
    }
    const problem = checkValue(flag, token.value, token.inlineValue);
    if (problem !== undefined) wrong.push(problem);
    const key = flag.name.replaceAll('-', '_');
    const list = values[key];
    if (Array.isArray(list)) list.push(token.value ?? '');
    else values[key] = flag.value === undefined ? true : token.value;
  }
  const { operands: taken } = command;
  if (taken !== undefined) {
    values[taken.name.toLowerCase()] = operands;
    if (operands.length === 0) wrong.push(`${command.name} needs a ${taken.name}: ${taken.says}`);
  }
  return { values, help: values['help'] === true, wrong };
}
