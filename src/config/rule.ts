import type { Draft } from './config.ts';
import type { Config } from './config.ts';
import type { Mapping, Path } from './values.ts';

/** A breach of a rule; the path begins within the service. */
export interface Breach {
  readonly code: string;
  readonly path: Path;
  readonly args?: Readonly<Record<string, string | number>>;
  readonly severity?: 'warning';
}

export interface Context {
  readonly install: Config['install'];
  /** The service as written, with `defaults`: tells what was asked for from what was filled in. */
  readonly written: Mapping;
}

/** A rule that needs more than one key of a service. */
export type Rule = (service: Draft, context: Context) => readonly Breach[];
