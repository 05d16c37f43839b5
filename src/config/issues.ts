import type { z } from 'zod/mini';
import type { Problem } from '../problem.ts';
import { foreignWord, nearestKey } from './synonyms.ts';
import { isMapping, quoteKey, quoteValue, valueAt, type Path } from './values.ts';
import { bare, keysOf, mustOf, schemaAt } from './walk.ts';
import { placesOf } from './places.ts';

type Issue = z.core.$ZodIssue;

export function problem(code: string, path: Path, args: Problem['args'] = {}): Problem {
  return { code, severity: 'error', path, args };
}

/** Longer lists help nobody; `saikido schema` has them. */
const MOST_KNOWN_KEYS = 12;

/** Whether a path leads into this key of a service, or of `defaults`. */
function isWithin(path: Path, key: string): boolean {
  return path[path[0] === 'defaults' ? 1 : 2] === key;
}

/** Passwords are often numbers, so values of the environment are not repeated. */
function quoteFound(path: Path, value: unknown): string {
  const quiet = isWithin(path, 'environment') && value !== null && typeof value !== 'object';
  return quiet ? `a ${typeof value}` : quoteValue(value);
}

/** Keys of `alerts` where a URL that is a secret may stand, also one without its scheme. */
const HOLDS_URL: ReadonlySet<unknown> = new Set([undefined, 'slack', 'webhook', 'ping']);

/** No value is repeated from where a secret may stand. */
function isSecret(path: Path): boolean {
  return isWithin(path, 'alerts') && HOLDS_URL.has(path[path[0] === 'defaults' ? 2 : 3]);
}

function wrongValue(schema: z.ZodMiniType, path: Path, value: unknown, must = mustOf(schema)): Problem {
  const url = typeof value === 'string' && value.includes('://');
  if (url && isWithin(path, 'alerts')) return problem('literal-url', path);
  if (isSecret(path)) return problem('wrong-kind', path, { must });
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  const unquoted = scalar && schema.safeParse(String(value)).success;
  return problem(unquoted ? 'unquoted' : 'wrong-value', path, { must, got: quoteFound(path, value) });
}

function unknownKey(schema: z.ZodMiniType, path: Path, key: string): Problem {
  const here = [...path, key];
  if (isWithin(path, 'alerts') && key === 'url') return problem('literal-url', here);
  const foreign = foreignWord(key);
  if (foreign !== undefined && foreign.here !== key) {
    return problem('foreign-key', here, { key: quoteKey(key), ...foreign });
  }
  const known = keysOf(schema);
  const nearest = nearestKey(key, known) ?? placesOf(key, path.length === 0);
  if (nearest !== undefined) return problem('unknown-key', here, { nearest });
  return problem('unknown-key', here, known.length > MOST_KNOWN_KEYS ? {} : { known: known.join(', ') });
}

/** The union's branch that the value was meant for: the one whose kind of value it is. */
function branchOf(issue: Issue & { code: 'invalid_union' }): number {
  const fits = issue.errors.map((errors) => {
    return !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0);
  });
  return fits.filter(Boolean).length === 1 ? fits.indexOf(true) : -1;
}

function convert(issue: Issue, root: z.ZodMiniType, value: unknown, base: Path): Problem[] {
  const inside = issue.path as Path;
  const path = [...base, ...inside];
  const schema = schemaAt(root, inside);
  const given = valueAt(value, inside);
  if (issue.code === 'invalid_key') {
    const parent = bare(schemaAt(root, inside.slice(0, -1)) as z.ZodMiniType) as z.ZodMiniRecord;
    const got = quoteValue(String(inside.at(-1)));
    return [problem('wrong-key', path, { must: mustOf(parent._zod.def.keyType as z.ZodMiniType), got })];
  }
  if (schema === undefined) throw new Error(`zod names a path that the schema has not: ${path.join('.')}`);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(schema, path, key));
  if (issue.code === 'invalid_union') {
    const branch = branchOf(issue);
    const option = (bare(schema) as z.ZodMiniUnion)._zod.def.options[branch] as z.ZodMiniType | undefined;
    if (option === undefined) return [wrongValue(schema, path, given)];
    return (issue.errors[branch] ?? []).flatMap((error) => convert(error, option, given, path));
  }
  const parent = valueAt(value, inside.slice(0, -1));
  if (given === undefined && isMapping(parent)) {
    return [problem('missing-key', path, { must: mustOf(schema) })];
  }
  const own: unknown = issue.code === 'custom' ? issue.params?.['must'] : undefined;
  return [wrongValue(schema, path, given, typeof own === 'string' ? own : undefined)];
}

/** What zod found wrong with `value`, which stands at `base` in the config. */
export function problemsOf(
  error: z.core.$ZodError,
  schema: z.ZodMiniType,
  value: unknown,
  base: Path,
): Problem[] {
  return error.issues.flatMap((issue) => convert(issue, schema, value, base));
}
