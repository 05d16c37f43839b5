import * as z from 'zod/mini';

/** What the schema says of a key; the wizard, the messages, the JSON Schema and the README are made from it. */
export interface Meta {
  /** Completes "KEY must be …". */
  readonly must?: string;
  readonly description?: string;
  /** A default that depends on the service, in words. */
  readonly defaultText?: string;
  /** Names it in the JSON Schema, which then has it once. */
  readonly id?: string;
}

/** The schema with words about it: a fresh one itself, of one that has words already a copy. */
export function about<T extends z.ZodMiniType>(schema: T, meta: Meta): T {
  const own = z.globalRegistry.has(schema) ? z.clone(schema) : schema;
  z.globalRegistry.add(own, { ...meta });
  return own;
}
