import type { CheckResult } from '../check/result.ts';

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

const CLEAR_LINE = '\r\u001b[K';

/** One line on a terminal that names what is still running, with room for a ^C; nothing anywhere else. */
export function showProgress(terminal: Terminal) {
  const running = new Set<string>();
  const show = () => {
    if (terminal.isTTY !== true) return;
    const text = running.size === 0 ? '' : `checking: ${[...running].join(', ')}`;
    terminal.write(CLEAR_LINE + text.slice(0, (terminal.columns ?? 80) - 3));
  };
  return (checker: string, results?: readonly CheckResult[]): void => {
    if (results === undefined) running.add(checker);
    else running.delete(checker);
    show();
  };
}

/** Colour is for terminals, and https://no-color.org is honoured. */
export function wantsColour(
  terminal: Pick<Terminal, 'isTTY'>,
  environment: Readonly<Record<string, string | undefined>>,
) {
  return terminal.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}
