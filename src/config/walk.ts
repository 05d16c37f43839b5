import * as z from 'zod/mini';
import type { Meta } from './about.ts';

function inner(schema: z.ZodMiniType): z.ZodMiniType | undefined {
  const wrapped =
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault;
  return wrapped ? (schema._zod.def.innerType as z.ZodMiniType) : undefined;
}

/** The schema without `optional` and defaults. */
export function bare(schema: z.ZodMiniType): z.ZodMiniType {
  const next = inner(schema);
  return next === undefined ? schema : bare(next);
}

/** The metadata of a schema and of all that it wraps; the outermost word counts. */
export function metaOf(schema: z.ZodMiniType): Meta {
  const next = inner(schema);
  return { ...(next && metaOf(next)), ...z.globalRegistry.get(schema) } as Meta;
}

/** The schema of one key or list item; `undefined` where the schema knows none. */
export function childOf(schema: z.ZodMiniType, key: PropertyKey): z.ZodMiniType | undefined {
  const plain = bare(schema);
  if (plain instanceof z.ZodMiniArray)
    return typeof key === 'number' ? (plain._zod.def.element as z.ZodMiniType) : undefined;
  if (plain instanceof z.ZodMiniRecord) return plain._zod.def.valueType as z.ZodMiniType;
  if (plain instanceof z.ZodMiniObject) {
    return typeof key === 'string' && Object.hasOwn(plain.shape, key)
      ? (plain.shape[key] as z.ZodMiniType)
      : undefined;
  }
  if (!(plain instanceof z.ZodMiniUnion)) return undefined;
  for (const option of plain._zod.def.options) {
    const child = childOf(option as z.ZodMiniType, key);
    if (child !== undefined) return child;
  }
  return undefined;
}

/** The schema at the end of a path. */
export function schemaAt(schema: z.ZodMiniType, path: readonly PropertyKey[]): z.ZodMiniType | undefined {
  return path.reduce<z.ZodMiniType | undefined>((at, key) => at && childOf(at, key), schema);
}

/** The keys that a mapping may have; none where the schema is no mapping of fixed keys. */
export function keysOf(schema: z.ZodMiniType): readonly string[] {
  const plain = bare(schema);
  if (plain instanceof z.ZodMiniObject) return Object.keys(plain.shape);
  if (plain instanceof z.ZodMiniUnion)
    return plain._zod.def.options.flatMap((option) => keysOf(option as z.ZodMiniType));
  return [];
}

/** Completes "KEY must be …". */
export function mustOf(schema: z.ZodMiniType): string {
  const { must } = metaOf(schema);
  if (must !== undefined) return must;
  const plain = bare(schema);
  if (plain instanceof z.ZodMiniEnum) return `one of ${Object.values(plain._zod.def.entries).join(', ')}`;
  if (plain instanceof z.ZodMiniLiteral) return plain._zod.def.values.join(' or ');
  if (plain instanceof z.ZodMiniBoolean) return 'true or false';
  if (plain instanceof z.ZodMiniArray) return 'a list';
  if (plain instanceof z.ZodMiniObject || plain instanceof z.ZodMiniRecord) return 'a mapping';
  throw new Error(`a field of type ${plain.type} has no "must"`);
}
