import * as z from 'zod/mini';
import { WrittenConfig, WrittenService } from './schema.ts';

/** What the schema says of one key, for whoever has to ask for it. */
export interface KeyFacts {
  readonly description: string;
  /** As written in a file; absent where there is none or where it depends on the service's name. */
  readonly default?: unknown;
  readonly choices?: readonly string[];
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'list';
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodMiniType;
  readonly defaultValue?: unknown;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly entries?: Readonly<Record<string, string>>;
}

function definition(schema: z.ZodMiniType): Definition {
  return schema.def;
}

function unwrap(schema: z.ZodMiniType): z.ZodMiniType {
  const { innerType } = definition(schema);
  return innerType === undefined ? schema : unwrap(innerType);
}

function kindOf(inner: z.ZodMiniType): KeyFacts['kind'] {
  const { type } = definition(inner);
  if (type === 'enum') return 'choice';
  if (type === 'boolean' || type === 'number') return type;
  return type === 'array' || type === 'record' ? 'list' : 'text';
}

/** Facts of a key of the service, such as `['stop', 'timeout']`; throws for a key that is not in the schema. */
export function keyFacts(path: readonly string[]): KeyFacts {
  let schema: z.ZodMiniType = WrittenService;
  for (const key of path) {
    const next = definition(unwrap(schema)).shape?.[key];
    if (next === undefined) throw new Error(`no key ${path.join('.')} in the schema`);
    schema = next;
  }
  const inner = unwrap(schema);
  const own = definition(schema);
  const written = own.type === 'default' || own.type === 'prefault';
  const { entries } = definition(inner);
  return {
    description: z.globalRegistry.get(schema)?.description ?? '',
    kind: kindOf(inner),
    ...(written ? { default: own.defaultValue } : {}),
    ...(entries === undefined ? {} : { choices: Object.values(entries) }),
  };
}

/** The keys below `path` of a config file in the schema's order; empty where the names are the user's. */
export function keyOrder(path: readonly (string | number)[]): readonly string[] {
  const [top, , ...rest] = path;
  if (top === undefined) return Object.keys(WrittenConfig.shape);
  if (top !== 'services' || path.length < 2) return [];
  let schema: z.ZodMiniType | undefined = WrittenService;
  for (const key of rest) schema = schema && definition(unwrap(schema)).shape?.[key];
  return Object.keys((schema && definition(unwrap(schema)).shape) ?? {});
}
