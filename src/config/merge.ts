import { hasPath, isMapping, type Mapping, type Path } from './values.ts';

/** Keys that exclude each other: a service that writes one means it instead of what `defaults` has. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  health_check: ['http', 'tcp', 'command'],
};

/** A short form of a list, so it is replaced as lists are. */
const REPLACED = new Set(['schedule']);

function withoutOtherChoices(defaults: Mapping, own: Mapping, choices: readonly string[]): Mapping {
  if (!choices.some((key) => Object.hasOwn(own, key))) return defaults;
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => !choices.includes(key)));
}

function mergeValue(key: string, below: unknown, own: unknown): unknown {
  if (REPLACED.has(key) || !isMapping(below) || !isMapping(own)) return own;
  return merge(withoutOtherChoices(below, own, CHOICES[key] ?? []), own);
}

/** `defaults` under one service: mappings merge, lists and scalars of the service replace. */
export function merge(defaults: Mapping, own: Mapping): Mapping {
  const merged = new Map(Object.entries(defaults));
  for (const [key, value] of Object.entries(own)) {
    merged.set(key, merged.has(key) ? mergeValue(key, merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

/** Where the value at `path` of a merged service stands in the file: in `defaults` when the service has none. */
export function originOf(path: Path, defaults: Mapping, own: unknown): Path {
  const [, , ...inside] = path;
  if (inside.length === 0 || hasPath(own, inside) || !hasPath(defaults, inside)) return path;
  return ['defaults', ...inside];
}
