/** NUL ends every string of the operating system, and half a surrogate pair has no bytes. */
// oxlint-disable-next-line no-control-regex
const IMPOSSIBLE = /[\u0000\ud800-\udfff]/u;

/** Control characters, and those that reorder or hide text on a screen. */
// oxlint-disable-next-line no-control-regex
export const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Each of them, and each half of a surrogate pair, for texts that are shown come what may. */
export const UNSHOWN = new RegExp(`${UNSEEN.source}|[\\ud800-\\udfff]`, 'gu');

/** A value that a language cannot hold; `commands/bundle.ts` reports it as a problem of the config. */
export function refuse(language: string, value: string): never {
  throw Object.assign(new Error(`${language} cannot hold ${JSON.stringify(value)}`), {
    code: 'ESCAPE_REFUSED',
    language,
    value,
  });
}

export function refuseImpossible(language: string, value: string): void {
  if (IMPOSSIBLE.test(value)) refuse(language, value);
}

/** Throws for whatever cannot stand on one line and be read as it is written. */
export function refuseUnseen(language: string, value: string): void {
  if (UNSEEN.test(value) || IMPOSSIBLE.test(value)) refuse(language, value);
}
