import type { Breach, Rule } from './rule.ts';
import { valueAt, type Path } from './values.ts';

/** Keys that hold a command line. */
const COMMANDS: readonly Path[] = [
  ['command'],
  ['commands', 'start'],
  ['commands', 'stop'],
  ['commands', 'status'],
  ['commands', 'pid'],
  ['preflight'],
  ['health_check', 'command'],
];

/** A redirection, a pipe or a separator that stands alone and without quotes, as one types it in a shell. */
const SHELL_SIGN = /(?:^|\s)(\|\|?|&&?|;|\d*>>?(?:&\d)?|<)(?=\s|$)/;

/** Who writes a list means its words; in a string, such a sign is the habit of a shell that is not there. */
export const shellSignsAreWords: Rule = (_, { written }) =>
  COMMANDS.flatMap((path): Breach[] => {
    const text = valueAt(written, path);
    const sign = typeof text === 'string' ? SHELL_SIGN.exec(text)?.[1] : undefined;
    return sign === undefined ? [] : [{ code: 'shell-sign', path, args: { sign }, severity: 'warning' }];
  });

/** A folder may be called so, but who writes `/tmp/x*` means `match`. */
export const patternsAreNotPaths: Rule = ({ cleanup }) =>
  cleanup.flatMap(({ path }, index): Breach[] =>
    /[*?]|\[.*\]/.test(path)
      ? [{ code: 'pattern-in-path', path: ['cleanup', index, 'path'], severity: 'warning' }]
      : [],
  );
