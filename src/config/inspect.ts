import type { Problem } from '../problem.ts';
import { problem } from './issues.ts';
import type { Path } from './values.ts';

/** The deepest config that means something has seven levels. */
const DEEPEST = 20;
/** 2000 services with every key set have some 200000 values. */
const MOST_VALUES = 2_000_000;

/** What no later step should meet: nesting without end, values without number, keys that JavaScript reserves. */
export function inspect(value: unknown): Problem | undefined {
  let count = 0;
  const visit = (at: unknown, path: Path): Problem | undefined => {
    count += 1;
    if (count > MOST_VALUES) return problem('too-many-values', []);
    if (typeof at !== 'object' || at === null) return undefined;
    if (path.length > DEEPEST) return problem('too-deep', path.slice(0, 5), { deepest: DEEPEST });
    for (const key of Object.keys(at)) {
      const here = [...path, Array.isArray(at) ? Number(key) : key];
      if (key === '__proto__') return problem('reserved-key', here);
      const found = visit((at as Record<string, unknown>)[key], here);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(value, []);
}
