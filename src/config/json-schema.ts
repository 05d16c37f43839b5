import * as z from 'zod/mini';
import { WrittenConfig } from './schema.ts';
import type { Meta } from './about.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** An editor shows the description alone, so it takes up what our other words say. */
function describe({ description, must, defaultText }: Meta): string {
  const notes = [
    description,
    must === undefined ? undefined : `Must be ${must}.`,
    defaultText === undefined ? undefined : `Default: ${defaultText}.`,
  ];
  return notes.filter((note) => note !== undefined).join('\n');
}

/** In place, and for every schema below. */
function translate(node: JsonSchema): void {
  const text = describe(node);
  if (text !== '') node.description = text;
  for (const key of ['must', 'defaultText']) delete node[key];
  const { properties, definitions, items, additionalProperties, propertyNames, anyOf = [] } = node;
  const named = [properties, definitions].flatMap((schemas) => Object.values(schemas ?? {}));
  const below = [...named, items, additionalProperties, propertyNames];
  for (const child of [...below, ...anyOf]) if (typeof child === 'object') translate(child as JsonSchema);
}

/** The JSON Schema of a config file as one writes it: draft 7, which every YAML language server knows. */
export function jsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(WrittenConfig, { io: 'input', target: 'draft-7' });
  translate(schema);
  const properties = schema.properties as Record<string, JsonSchema>;
  const { defaults, services } = properties;
  const anyService = services?.additionalProperties as JsonSchema;
  const partial = { description: defaults?.description ?? '', allOf: [anyService] };
  return { ...schema, title: 'Saikido config', properties: { ...properties, defaults: partial } };
}
