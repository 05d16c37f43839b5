import type { Draft } from './draft.ts';
import { answerFlags } from './flags.ts';
import { flagsBetween } from './flag-answers.ts';
import { DEFAULT_SCHEDULE, servicesOf } from './start.ts';
import { isMapping } from '../config/values.ts';
import { joinCommand, quoteWord, textOfScalar } from './tree.ts';

export interface Places {
  readonly config: string;
  readonly out: string;
  /** How this run was started: `saikido`, or `npx saikido` where npm did it. */
  readonly program: string;
}

/** The flags for places that are not the defaults of the command line. */
export function placeFlags({ config, out }: Places): string[] {
  return [
    ...(config === 'saikido.yaml' ? [] : ['--config', config]),
    ...(out === 'saikido-out' ? [] : ['--out', out]),
  ];
}

/** A word for bash that shows on a screen as what it is: no control, hidden or turning character stands bare. */
function shellWord(word: string): string {
  if (!/[\p{C}\p{Zl}\p{Zp}]/u.test(word)) return quoteWord(word);
  const escaped = word
    .replaceAll(/[\\']/g, String.raw`\$&`)
    .replaceAll(
      /[\p{C}\p{Zl}\p{Zp}]/gu,
      (sign) => String.raw`\U${sign.codePointAt(0)!.toString(16).padStart(8, '0')}`,
    );
  return `$'${escaped}'`;
}

/** What counts without a flag; without a file it depends on who runs the command. */
function installOf({ file }: Draft): unknown {
  return servicesOf({ file }).length === 0 ? file['install'] : (file['install'] ?? 'system');
}

/**
 * The command that makes the same config and bundle without questions. `before` is the service as it stood in the
 * file; for a new one the flags start from what `--yes` would take.
 */
export function sameCommand(before: Draft | undefined, after: Draft, places: Places): string {
  const given = after.service['schedule'] === undefined ? { schedule: DEFAULT_SCHEDULE } : {};
  const from = before ?? { ...after, service: given };
  const install = after.install === installOf(after) ? [] : ['--install', after.install];
  const words = [
    'init',
    '--yes',
    ...placeFlags(places),
    '--service',
    after.name,
    ...install,
    ...flagsBetween(from, after, joinCommand),
  ];
  return `${places.program} ${words.map(shellWord).join(' ')}`;
}

function sayMapping(item: Readonly<Record<string, unknown>>): string {
  return Object.entries(item)
    .map(([key, value]) => `${key} ${isMapping(value) ? `(${sayMapping(value)})` : textOfScalar(value)}`)
    .join(', ');
}

/** Rows of the summary: what the file says of the service, key by key, in the order of the flags. */
export function summaryRows(service: Draft['service']): [string, string][] {
  const place = (key: string) =>
    answerFlags.findIndex(({ path }) => key === path || key.startsWith(`${path}.`));
  return rowsOf(service, []).toSorted(([left], [right]) => place(left) - place(right));
}

function rowsOf(value: unknown, path: readonly string[]): [string, string][] {
  if (isMapping(value)) return Object.entries(value).flatMap(([key, item]) => rowsOf(item, [...path, key]));
  const name = path.join('.');
  if (!Array.isArray(value)) return [[name, String(value)]];
  if (path[0] !== 'cleanup' && path[0] !== 'schedule') return [[name, joinCommand(value.map(String))]];
  return value.map((item): [string, string] => [name, isMapping(item) ? sayMapping(item) : String(item)]);
}
