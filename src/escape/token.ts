import { refuse } from './unicode.ts';

/** A name, number, mode or signal that every language takes as it is. */
export function token(value: string): string {
  if (!/^[A-Za-z0-9_.@:+-]+$/.test(value)) refuse('an unquoted word', value);
  return value;
}

/** A whole number in digits. */
export function int(value: number): string {
  if (!Number.isSafeInteger(value)) refuse('a number', String(value));
  return String(value === 0 ? 0 : value);
}
