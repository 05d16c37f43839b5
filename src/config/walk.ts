import * as z from 'zod';

/** What `.meta()` says of a key; the wizard, the messages, the JSON Schema and the README are made from it. */
export interface Meta {
  /** Completes "KEY must be …". */
  readonly must?: string;
  readonly description?: string;
  /** A default that depends on the service, in words. */
  readonly defaultText?: string;
  /** `true`: the whole key; a list: these values of it. */
  readonly notSupportedYet?: true | readonly string[];
}

/** Marks a key that the contract names and whose artifact is not built yet: refused, never ignored. */
export const notSupportedYet = { notSupportedYet: true } as const;

function inner(schema: z.ZodType): z.ZodType | undefined {
  const wrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wrapped ? (schema.unwrap() as z.ZodType) : undefined;
}

/** The schema without `optional` and defaults. */
export function bare(schema: z.ZodType): z.ZodType {
  const next = inner(schema);
  return next === undefined ? schema : bare(next);
}

/** The metadata of a schema and of all that it wraps; the outermost word counts. */
export function metaOf(schema: z.ZodType): Meta {
  const next = inner(schema);
  return { ...(next && metaOf(next)), ...schema.meta() } as Meta;
}

/** The schema of one key or list item; `undefined` where the schema knows none. */
export function childOf(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  const plain = bare(schema);
  if (plain instanceof z.ZodArray) return typeof key === 'number' ? (plain.element as z.ZodType) : undefined;
  if (plain instanceof z.ZodRecord) return plain.valueType as z.ZodType;
  if (plain instanceof z.ZodObject) {
    return typeof key === 'string' && Object.hasOwn(plain.shape, key) ? plain.shape[key] : undefined;
  }
  if (!(plain instanceof z.ZodUnion)) return undefined;
  for (const option of plain.options) {
    const child = childOf(option as z.ZodType, key);
    if (child !== undefined) return child;
  }
  return undefined;
}

/** The schema at the end of a path. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((at, key) => at && childOf(at, key), schema);
}

/** The keys that a mapping may have; none where the schema is no mapping of fixed keys. */
export function keysOf(schema: z.ZodType): readonly string[] {
  const plain = bare(schema);
  if (plain instanceof z.ZodObject) return Object.keys(plain.shape);
  if (plain instanceof z.ZodUnion) return plain.options.flatMap((option) => keysOf(option as z.ZodType));
  return [];
}

/** Completes "KEY must be …". */
export function mustOf(schema: z.ZodType): string {
  const { must } = metaOf(schema);
  if (must !== undefined) return must;
  const plain = bare(schema);
  if (plain instanceof z.ZodEnum) return `one of ${plain.options.join(', ')}`;
  if (plain instanceof z.ZodLiteral) return [...plain.values].join(' or ');
  if (plain instanceof z.ZodBoolean) return 'true or false';
  if (plain instanceof z.ZodArray) return 'a list';
  if (plain instanceof z.ZodObject || plain instanceof z.ZodRecord) return 'a mapping';
  throw new Error(`a field of type ${plain.type} has no "must"`);
}
