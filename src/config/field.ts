import * as z from 'zod/mini';
import { about } from './about.ts';

/** Control characters, DEL included: no path, name or one-line text may hold one. */
// oxlint-disable-next-line no-control-regex
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
/** Characters that reorder or hide text on a screen (Trojan Source), and lone surrogates. */
export const DECEPTIVE = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]/u;

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * A scalar of the config: text in the file, `T` in the program.
 * `must` completes the sentence "KEY must be …" and is the only wording of the rule.
 */
export function field<T>(must: string, read: (text: string) => T | undefined, pattern?: RegExp) {
  const text = pattern === undefined ? z.string() : z.string().check(z.regex(pattern, { abort: true }));
  const value = z.transform((written: string, context): T => {
    const result = read(written);
    if (result !== undefined) return result;
    context.issues.push({ code: 'custom', input: written });
    return z.NEVER;
  });
  return about(z.pipe(text, value), { must });
}
