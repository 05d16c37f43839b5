import { everyToCron } from './cron.ts';
import { kubernetesCron } from './kubernetes.ts';
import type { Managed } from './rules-manager.ts';
import type { Breach, Context, Rule } from './rule.ts';
import { isMapping, type Mapping, type Path } from './values.ts';

/** CronJobs may have names of 52 characters; `NAME-restart-100` is the longest of ours. */
const LONGEST_NAME = 40;

const KEYS = new Set(['manager', 'description', 'workload', 'namespace', 'image', 'start', 'schedule']);
const OF_ENTRIES = new Set(['cron', 'every', 'action', 'timezone']);

/** Who does in a cluster what the key is about. */
const WHY: Readonly<Record<string, string>> = {
  preflight: 'the pods of the new revision must become ready before the old ones go',
  health_check: "it is the workload's readinessProbe",
  stop: "it is the workload's terminationGracePeriodSeconds",
  scheduler: 'the CronJob is its schedule',
  cron_flavor: 'the CronJob is its schedule',
  log: 'the cluster keeps the logs of the CronJob',
  output: 'the cluster keeps the logs of its pods',
  alerts: 'no script runs on a host; watch kube_job_status_failed instead',
  metrics: 'no script runs on a host; watch kube_job_status_failed instead',
};
const NO_HOST = 'manager: kubernetes runs nothing on a host';

function strange(path: Path, why: string): Breach {
  return { code: 'key-of-other-manager', path, args: { why } };
}

function keysOf(value: unknown): string[] {
  return isMapping(value) ? Object.keys(value) : [];
}

function entries(written: Mapping): { readonly entry: unknown; readonly path: Path }[] {
  const { schedule } = written;
  if (!Array.isArray(schedule)) return [{ entry: schedule, path: ['schedule'] }];
  return schedule.map((entry: unknown, index) => ({ entry, path: ['schedule', index] }));
}

/** A key that nothing in the cluster would know of is refused with the reason. */
export function keysFitKubernetes({ manager }: Managed, { written }: Pick<Context, 'written'>): Breach[] {
  if (manager !== 'kubernetes') return [];
  const own = Object.keys(written).filter((key) => !KEYS.has(key));
  const starting = keysOf(written['start']).filter((key) => key !== 'timeout');
  const gates = entries(written).flatMap(({ entry, path }) =>
    keysOf(entry)
      .filter((key) => !OF_ENTRIES.has(key))
      .map((key) => strange([...path, key], 'a CronJob starts at its time, whatever the load of a host is')),
  );
  return [
    ...own.map((key) => strange([key], WHY[key] ?? NO_HOST)),
    ...starting.map((key) => strange(['start', key], 'the workload says how its pods are started')),
    ...gates,
  ];
}

export const kubernetesHasItsKeys: Rule = ({ name, manager, workload, schedule }) => {
  if (manager !== 'kubernetes') return [];
  return [
    ...(workload === undefined ? [{ code: 'no-workload', path: ['workload'] }] : []),
    ...(schedule.length === 0 ? [{ code: 'no-schedule', path: ['schedule'] }] : []),
    ...(name.length > LONGEST_NAME
      ? [{ code: 'long-cronjob-name', path: [], args: { longest: LONGEST_NAME } }]
      : []),
  ];
};

/** What a CronJob can keep: restarts alone, at times that its controller can express. */
export const kubernetesKeepsTheSchedule: Rule = ({ manager, schedule }, { written }) => {
  if (manager !== 'kubernetes') return [];
  const places = entries(written);
  return schedule.flatMap(({ cron, every, action }, index) => {
    const path = places[index]?.path ?? ['schedule'];
    const text = cron ?? everyToCron(every ?? 0);
    const lost = text !== undefined && kubernetesCron(text) === undefined;
    return [
      ...(action === 'restart' ? [] : [{ code: 'ensure-of-kubernetes', path: [...path, 'action'] }]),
      ...(lost
        ? [{ code: 'cron-of-kubernetes', path: isMapping(places[index]?.entry) ? [...path, 'cron'] : path }]
        : []),
    ];
  });
};

/** The keys of a cluster say nothing to the managers of a host. */
export function keysOfKubernetesAlone({ manager }: Managed, { written }: Pick<Context, 'written'>): Breach[] {
  if (manager === 'kubernetes') return [];
  return ['workload', 'namespace', 'image']
    .filter((key) => Object.hasOwn(written, key))
    .map((key) => strange([key], 'only manager: kubernetes has workloads'));
}
