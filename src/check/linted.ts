export interface Finding {
  readonly code: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Linted {
  readonly findings: readonly Finding[];
  /** Name and version of the shellcheck that spoke, and where it is from. */
  readonly by: string;
  readonly from: string;
}

/** Lints one script; a text says why that was not possible. */
export type Shellcheck = (script: string) => Promise<Linted | string>;
