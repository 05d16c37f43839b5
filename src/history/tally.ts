/** How often each word came; words beyond the first hundred count as `other`. */
export interface Tally<T> {
  readonly count: number;
  /** The newest. */
  readonly last: T;
}

const MOST_WORDS = 100;

export function countWord<T>(tally: Map<string, Tally<T>>, word: string, last: T): void {
  const key = tally.has(word) || tally.size < MOST_WORDS ? word : 'other';
  tally.set(key, { count: (tally.get(key)?.count ?? 0) + 1, last });
}
