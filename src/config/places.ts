import type { z } from 'zod/mini';
import { WrittenConfig, WrittenService } from './schema.ts';
import { childOf, keysOf } from './walk.ts';

function collect(schema: z.ZodMiniType, path: readonly string[], places: Map<string, string[]>): void {
  for (const key of keysOf(schema)) {
    const here = [...path, key];
    const child = childOf(schema, key);
    places.set(key, [...(places.get(key) ?? []), here.join('.')]);
    if (child === undefined) continue;
    collect(child, here, places);
    const item = childOf(child, 0);
    if (item !== undefined && keysOf(child).length === 0) collect(item, here, places);
  }
}

let known: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Where a key of this name may stand, such as `stop.signal`; `undefined` when nowhere.
 * `atTop`: the places are told from the top of the file.
 */
export function placesOf(key: string, atTop: boolean): string | undefined {
  if (known === undefined) {
    const places = new Map<string, string[]>();
    collect(WrittenService, [], places);
    known = places;
  }
  if (!atTop && Object.hasOwn(WrittenConfig.shape, key)) return `${key} at the top of the file`;
  const places = known.get(key)?.map((place) => (atTop ? `services.NAME.${place}` : place));
  return places?.join(' or ');
}
