import { everyToCron } from '../config/cron.ts';
import { kubernetesCron } from '../config/kubernetes.ts';
import type { ScheduleEntry, Workload } from '../config/config.ts';
import { configDigest } from './digest.ts';
import { say } from './timers.ts';

/** One CronJob. */
export interface CronJobPlan {
  readonly name: string;
  /** Five fields, as the CronJob controller reads them. */
  readonly schedule: string;
  readonly timezone: string;
  readonly says: string;
}

/** What is made for a service of manager kubernetes. */
export interface WorkloadPlan {
  readonly workload: Workload;
  /** sha256 of its complete config, in hex. */
  readonly digest: string;
  /** In the bundle. */
  readonly file: string;
  /** Names the account, its role and its binding. */
  readonly account: string;
  /** `deployments`, and the name of the one. */
  readonly resource: string;
  readonly object: string;
  readonly jobs: readonly CronJobPlan[];
  /** How long the rollout may take, and the pod that watches it; whole seconds. */
  readonly timeout: number;
  readonly deadline: number;
}

/** Pulling the image and starting the pod, beside the rollout itself; seconds. */
const REST = 300;

function jobPlan(stem: string, entry: ScheduleEntry, index: number): CronJobPlan {
  const schedule = kubernetesCron(entry.cron ?? everyToCron(entry.every ?? 0) ?? '');
  if (schedule === undefined) throw new Error(`${stem}: no CronJob for ${JSON.stringify(entry)}`);
  return {
    name: index === 0 ? stem : `${stem}-${index + 1}`,
    schedule,
    timezone: entry.timezone ?? 'Etc/UTC',
    says: say(entry),
  };
}

/** Decides the manifest of one workload: pure, from a complete config. */
export function planWorkload(workload: Workload): WorkloadPlan {
  const stem = `${workload.name}-restart`;
  const [kind = '', object = ''] = workload.workload.split('/');
  const timeout = Math.ceil(workload.start.timeout / 1000);
  return {
    workload,
    digest: configDigest({ workload }),
    file: `kubernetes/${workload.name}.yaml`,
    account: stem,
    resource: `${kind}s`,
    object,
    jobs: workload.schedule.map((entry, index) => jobPlan(stem, entry, index)),
    timeout,
    deadline: timeout + REST,
  };
}
