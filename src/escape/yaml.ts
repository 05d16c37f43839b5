import { json } from './json.ts';
import { refuseUnseen } from './unicode.ts';

/** A scalar in double quotes: JSON's strings are YAML's, 1.1 and 1.2 alike, and no word is taken for another type. */
export function yaml(value: string): string {
  refuseUnseen('YAML', value);
  return json(value);
}
