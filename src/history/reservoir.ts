import { random } from './random.ts';

/** A fair sample of what was given, all of it while there is room. */
export interface Reservoir<T> {
  readonly add: (item: T) => void;
  readonly items: readonly T[];
}

/** Each of the items given so far is kept with the same chance (Vitter's algorithm R), by dice that fall alike in every run. */
export function reservoir<T>(capacity: number): Reservoir<T> {
  const items: T[] = [];
  const next = random(capacity);
  let seen = 0;
  return {
    items,
    add(item) {
      seen += 1;
      if (items.length < capacity) items.push(item);
      else {
        const place = Math.floor(next() * seen);
        if (place < capacity) items[place] = item;
      }
    },
  };
}
