import { UNSHOWN } from './unicode.ts';

/** Text of others on a terminal: one line that neither moves the cursor nor paints nor hides anything. */
export function terminal(value: string): string {
  return value.replace(UNSHOWN, '\ufffd');
}
