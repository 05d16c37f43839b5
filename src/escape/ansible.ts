import { refuse } from './unicode.ts';
import { yaml } from './yaml.ts';

/**
 * A value of Ansible that no Jinja reads: `!unsafe "…"`. Its modules expand `$NAME` even in lists of arguments, and know
 * no way to write a plain `$`.
 */
export function ansible(value: string): string {
  if (value.includes('$')) refuse('Ansible', value);
  return `!unsafe ${yaml(value)}`;
}
