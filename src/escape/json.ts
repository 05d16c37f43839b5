import { refuseImpossible } from './unicode.ts';

/** A value as JSON, with what a screen would hide written as `\u….` */
export function json(value: unknown): string {
  const text = JSON.stringify(value);
  refuseImpossible('JSON', text);
  return text.replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
