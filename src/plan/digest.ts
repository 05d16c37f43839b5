import { hash } from 'node:crypto';

/** JSON with the keys of every object in order, so that equal values give equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const known = Object.keys(fields).filter((key) => fields[key] !== undefined);
  return `{${known
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(fields[key])}`)
    .join(',')}}`;
}

/** sha256 in hex of what a config means, however it was written. */
export function configDigest(value: unknown): string {
  return hash('sha256', canonical(value));
}
