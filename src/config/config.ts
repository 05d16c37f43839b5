import type { z } from 'zod/mini';
import type { WrittenService } from './schema.ts';

type Written = z.output<typeof WrittenService>;
type Filled = 'command' | 'pid_file' | 'output' | 'state_directory' | 'script';

export type HealthCheck = NonNullable<Written['health_check']>;

/** One line of `schedule`: exactly one of `cron` and `every` is set. */
export interface ScheduleEntry {
  /** Five fields, or a nickname such as `@daily`. */
  readonly cron?: string;
  /** Milliseconds. */
  readonly every?: number;
  readonly action: 'restart' | 'ensure';
  readonly timezone?: string;
}

/** One service with every default in place; durations are milliseconds, sizes bytes. */
export interface Service extends Readonly<Omit<Written, Filled | 'log' | 'schedule'>> {
  readonly name: string;
  readonly command: readonly string[];
  readonly pid_file: string;
  readonly output: string;
  readonly state_directory: string;
  readonly script: string;
  readonly log: Readonly<Written['log']> & { readonly file: string };
  readonly schedule: readonly ScheduleEntry[];
}

/** A whole config, complete and frozen. Paths that begin with `~/` (install: user) keep it. */
export interface Config {
  readonly install: 'system' | 'user';
  /** In the order of the file. */
  readonly services: readonly Service[];
}
