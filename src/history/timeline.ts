/** What happened over time, in at most `capacity` pieces: exact while they are few, then in ever wider ones. */
export interface Timeline<T> {
  readonly add: (at: number, item: T) => void;
  /** Oldest first. */
  readonly pieces: () => T[];
}

/** `merge` takes two pieces, which follow each other or lie in the same moment, for one. */
export function timeline<T>(capacity: number, merge: (a: T, b: T) => T): Timeline<T> {
  /** Milliseconds that one piece spans. */
  let width = 1;
  let pieces = new Map<number, T>();

  const put = (into: Map<number, T>, key: number, item: T) => {
    const present = into.get(key);
    into.set(key, present === undefined ? item : merge(present, item));
  };
  const widen = () => {
    width *= 2;
    const wider = new Map<number, T>();
    for (const [key, item] of pieces) put(wider, Math.floor(key / 2), item);
    pieces = wider;
  };
  return {
    add(at, item) {
      put(pieces, Math.floor(at / width), item);
      while (pieces.size > capacity) widen();
    },
    pieces: () => [...pieces].sort(([a], [b]) => a - b).map(([, item]) => item),
  };
}
