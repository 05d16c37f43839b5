import { refuseImpossible, UNSEEN } from './unicode.ts';

/** Text after `# `: one line, nothing hidden, no continuation into the next line. */
export function comment(value: string): string {
  refuseImpossible('a comment', value);
  return value.replace(new RegExp(UNSEEN, 'gu'), '?').trim().replace(/\\$/, '?');
}
