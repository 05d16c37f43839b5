import type { z } from 'zod/mini';
import type { When } from './schema-schedule.ts';
import type { WrittenService } from './schema.ts';

type Written = z.output<typeof WrittenService>;
type Filled = keyof Process | 'state_directory' | 'script' | 'log' | 'schedule';

export type HealthCheck = NonNullable<Written['health_check']>;

/** Conditions under which a scheduled restart goes ahead. */
export type Gates = Readonly<z.output<typeof When>>;

/** One line of `schedule`: exactly one of `cron` and `every` is set. */
export interface ScheduleEntry {
  /** Five fields, or a nickname such as `@daily`. */
  readonly cron?: string;
  /** Milliseconds. */
  readonly every?: number;
  readonly action: 'restart' | 'ensure' | 'sample';
  readonly timezone?: string;
  /** Milliseconds. */
  readonly jitter?: number;
  readonly when?: Gates;
}

/** What a service of each manager is started by; the keys of the others are absent. */
interface Process {
  readonly manager: Written['manager'];
  readonly command?: readonly string[];
  readonly pid_file?: string;
  readonly output?: string;
  readonly unit?: string;
  readonly hardening?: NonNullable<Written['hardening']>;
  readonly commands?: Readonly<NonNullable<Written['commands']>>;
  readonly workload?: string;
  readonly namespace?: string;
  readonly image?: string;
}

/** The script starts and stops it. */
interface OwnProcess extends Process {
  readonly manager: 'pidfile';
  readonly command: readonly string[];
  readonly pid_file: string;
  readonly output: string;
}

/** A unit that is there already. */
interface ExistingUnit extends Process {
  readonly manager: 'systemd';
  readonly unit: string;
  readonly command?: never;
}

/** A unit that is made from the command. */
interface GeneratedUnit extends Process {
  readonly manager: 'systemd';
  readonly unit?: never;
  readonly command: readonly string[];
  readonly hardening: NonNullable<Written['hardening']>;
  readonly output: string;
}

interface ByCommands extends Process {
  readonly manager: 'command';
  readonly commands: NonNullable<Written['commands']>;
  readonly output: string;
}

/** What every service has, with every default in place; durations are milliseconds, sizes bytes. */
interface Common extends Readonly<Omit<Written, Filled>> {
  readonly name: string;
  readonly state_directory: string;
  readonly script: string;
  readonly log: Readonly<Written['log']> & { readonly file: string };
  readonly schedule: readonly ScheduleEntry[];
}

/** A service whose defaults are in place; what nobody can guess may still be missing. */
export type Draft = Common & Process;

/** One service, complete. */
export type Service = Common & (OwnProcess | ExistingUnit | GeneratedUnit | ByCommands);

/** A workload of a cluster, which restarts by itself: nothing is installed on a host. */
export interface Workload extends Common, Process {
  readonly manager: 'kubernetes';
  /** `deployment/web`. */
  readonly workload: string;
  readonly namespace: string;
  readonly image: string;
}

/** A whole config, complete and frozen. Paths that begin with `~/` (install: user) keep it. */
export interface Config {
  readonly install: 'system' | 'user';
  /** In the order of the file. */
  readonly services: readonly Service[];
  /** Services of manager kubernetes, in the order of the file. */
  readonly workloads: readonly Workload[];
}
