import * as z from 'zod/mini';
import { WrittenConfig, WrittenService } from './schema.ts';
import { bare, childOf, keysOf, metaOf, mustOf } from './walk.ts';

/** One key of the config, in words. */
export interface KeyRow {
  /** With the keys above it: `stop.timeout`, `cleanup[].path`. */
  readonly key: string;
  readonly meaning: string;
  /** `''` when it has none. */
  readonly default: string;
}

function defaultOf(schema: z.ZodMiniType): string {
  const { defaultText } = metaOf(schema);
  if (defaultText !== undefined) return defaultText;
  const hasDefault = schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniPrefault;
  const value: unknown = hasDefault ? schema._zod.def.defaultValue : undefined;
  if (value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)) return '';
  return Array.isArray(value) ? `[${value.join(', ')}]` : `${value as string | number | boolean}`;
}

/** The longer ones say what goes without saying of a path or a command. */
const LONGEST_NOTE = 50;

function rowOf(key: string, schema: z.ZodMiniType): KeyRow {
  const { description, must } = metaOf(schema);
  const plain = bare(schema);
  const choices = (plain instanceof z.ZodMiniEnum ? mustOf(plain) : must) ?? '';
  const notes = [description ?? '', choices === '' || choices.length > LONGEST_NOTE ? '' : `(${choices})`];
  return { key, meaning: notes.filter((note) => note !== '').join(' '), default: defaultOf(schema) };
}

function rowsOf(schema: z.ZodMiniType, prefix: string): KeyRow[] {
  return keysOf(schema).flatMap((name) => {
    const child = childOf(schema, name);
    if (child === undefined) return [];
    const key = prefix + name;
    const row = rowOf(key, child);
    const item = childOf(child, 0);
    if (item !== undefined) return [row, ...rowsOf(item, `${key}[].`)];
    const below = rowsOf(child, `${key}.`);
    return below.length > 0 ? below : [row];
  });
}

/** Every key that one may write a value for, in the schema's order: those of the file, then those of a service. */
export function describeKeys(): { readonly file: readonly KeyRow[]; readonly service: readonly KeyRow[] } {
  const { services, ...head } = WrittenConfig.shape;
  const file = Object.entries({ ...head, services }).map(([key, schema]) => rowOf(key, schema));
  return { file, service: rowsOf(WrittenService, '') };
}

const code = (text: string) => (text === '' ? '' : `\`${text}\``);

function table(rows: readonly KeyRow[]): string[] {
  return [
    '| key | meaning | default |',
    '|---|---|---|',
    ...rows.map(
      (row) => `| ${code(row.key)} | ${row.meaning.replaceAll('|', '\\|')} | ${code(row.default)} |`,
    ),
  ];
}

/** The reference of the config as Markdown: one table, the keys of a service after those of the file. */
export function configReference(): string {
  const { file, service } = describeKeys();
  return [...table([...file, ...service]), ''].join('\n');
}
