import type { Config, Service } from '../config/config.ts';
import type { InstallPlan } from './install.ts';
import type { MonitoringFiles, Place, ServiceFiles } from './names.ts';
import type { Skip } from './skips.ts';
import type { Setting } from './setting.ts';
import type { Target } from './target.ts';
import type { WorkloadPlan } from './workload.ts';

/** One line of a crontab: `when` is five fields, `says` puts it in plain words. */
export interface CronLine {
  readonly when: string;
  /** Script and arguments. */
  readonly command: readonly string[];
  readonly says: string;
  readonly timezone?: string;
}

/** A oneshot service and its timer, for `scheduler: systemd`. */
export interface TimerPlan {
  /** Without suffix: `worker-restart`. */
  readonly unit: string;
  readonly oneshot: Place;
  readonly timer: Place;
  readonly command: readonly string[];
  /** One plain sentence for each entry. */
  readonly says: readonly string[];
  /** Values of OnCalendar=, each with its zone if it has one. */
  readonly onCalendar: readonly string[];
  /** For an interval that no calendar expresses: OnActiveSec= and OnUnitActiveSec=, in milliseconds. */
  readonly everyMs?: number;
  /** Bound of one run, in milliseconds. */
  readonly timeoutMs: number;
}

/** One directive of a unit: `ProtectHome=yes`. */
export interface Directive {
  readonly key: string;
  readonly value: string;
}

/** The unit that is made from a command, for manager systemd. */
export interface UnitPlan {
  /** With suffix: `worker.service`. */
  readonly name: string;
  readonly place: Place;
  readonly type: 'exec' | 'forking';
  /** Absent where the manager itself runs as the user. */
  readonly user?: string;
  readonly command: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** Made below /run by systemd. */
  readonly runtimeDirectory?: string;
  /** The sandbox, in order. */
  readonly hardening: readonly Directive[];
  readonly wantedBy: string;
}

/** One alert of Prometheus. */
export interface AlertRule {
  readonly name: string;
  /** PromQL. */
  readonly expr: string;
  /** How long it must hold, in milliseconds. */
  readonly forMs: number;
  readonly severity: 'critical' | 'warning' | 'info';
  /** Follows the service's name and a colon. */
  readonly summary: string;
  readonly description: string;
  /** What to do. */
  readonly remedy: string;
}

/** Everything the templates need to know of one service; nothing is decided later. */
export interface ServicePlan {
  readonly service: Service;
  readonly install: Config['install'];
  /** sha256 of the service's complete config, in hex: the same for YAML and JSON, with and without comments. */
  readonly digest: string;
  /** The data block of the script, in order. */
  readonly settings: readonly Setting[];
  /** Its options for gates, as its head shows them, in lines. */
  readonly usage: readonly string[];
  /** Files of templates/bash that make up the script's body, in order. */
  readonly parts: readonly string[];
  /** The same of the rehearsal: its data block, and files below templates. */
  readonly rehearsal: { readonly settings: readonly Setting[]; readonly parts: readonly string[] };
  /** Where its files lie, on the server and in the bundle. */
  readonly files: ServiceFiles;
  readonly cron: readonly CronLine[];
  readonly timers: readonly TimerPlan[];
  readonly unit?: UnitPlan;
  /** How its gates may hold a restart back. */
  readonly skips: readonly Skip[];
  /** None where it writes no metrics. */
  readonly alertRules: readonly AlertRule[];
}

export interface Plan {
  readonly install: Config['install'];
  /** sha256 over the digests of all services, in hex. */
  readonly digest: string;
  readonly services: readonly ServicePlan[];
  /** Services of manager kubernetes. */
  readonly workloads: readonly WorkloadPlan[];
  /** What files are added for. */
  readonly targets: readonly Target[];
  /** Of install.sh. */
  readonly installer: InstallPlan;
  /** Where some service writes metrics. */
  readonly monitoring?: MonitoringFiles;
}
