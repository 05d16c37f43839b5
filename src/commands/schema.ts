import { jsonSchema } from '../config/json-schema.ts';

/** `saikido schema`: the JSON Schema of the config, for editors and other programs. */
export function schemaCommand(): { status: number; stdout: string; stderr: string } {
  return { status: 0, stdout: `${JSON.stringify(jsonSchema(), null, 2)}\n`, stderr: '' };
}
