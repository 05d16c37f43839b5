/** Where in a config file something stands; both numbers begin at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong, as data. `ui/messages.ts` alone turns it into a sentence. */
export interface Problem {
  /** Names the sentence in `ui/messages.ts`. */
  readonly code: string;
  /** An error stops everything; a warning is printed and the work goes on. */
  readonly severity: 'error' | 'warning';
  /** The keys that lead to the value, such as `['services', 'worker', 'stop', 'timeout']`. */
  readonly path: readonly (string | number)[];
  readonly args: Readonly<Record<string, string | number>>;
  /** Absent for what stands in no file, such as an answer to the wizard. */
  readonly position?: Position;
}
