import { UNSHOWN } from './unicode.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text between tags or within a quoted attribute; what cannot be seen, or has no bytes, becomes U+FFFD. */
export function html(value: string): string {
  return value.replace(UNSHOWN, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
