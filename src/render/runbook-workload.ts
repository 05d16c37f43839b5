import type { WorkloadPlan } from '../plan/workload.ts';

/** What the runbook says of a workload: by which commands it is looked after. */
export function workloadSection(plan: WorkloadPlan) {
  const { workload, file } = plan;
  const inside = ['-n', workload.namespace];
  const rollout = (verb: string) => ['kubectl', 'rollout', verb, workload.workload, ...inside];
  const suspend = (job: string, value: boolean) => {
    return ['kubectl', 'patch', 'cronjob', job, ...inside, '-p', `spec: { suspend: ${value} }`];
  };
  return {
    name: workload.name,
    description: workload.description ?? '',
    digest: plan.digest,
    workload: workload.workload,
    namespace: workload.namespace,
    timeout: plan.timeout,
    jobs: plan.jobs.map(({ name, says }) => ({
      job: name,
      says,
      pause: suspend(name, true),
      resume: suspend(name, false),
    })),
    apply: ['kubectl', 'apply', '-f', file],
    restart: rollout('restart'),
    status: rollout('status'),
    undo: rollout('undo'),
    list: [
      'kubectl',
      'get',
      'cronjobs,jobs,pods',
      ...inside,
      '-l',
      `app.kubernetes.io/name=${workload.name}`,
    ],
    remove: ['kubectl', 'delete', '-f', file],
  };
}
