import type { WorkloadPlan } from '../plan/workload.ts';

function jobView(plan: WorkloadPlan, job: WorkloadPlan['jobs'][number]) {
  const { workload } = plan;
  return {
    job: job.name,
    schedule: job.schedule,
    timezone: job.timezone,
    says: job.says,
    name: workload.name,
    namespace: workload.namespace,
    account: plan.account,
    image: workload.image,
    workload: workload.workload,
    namespace_flag: `--namespace=${workload.namespace}`,
    timeout_flag: `--timeout=${plan.timeout}s`,
    deadline: plan.deadline,
  };
}

/** What the manifest of a workload is given. */
export function workloadView(plan: WorkloadPlan) {
  const { workload, digest, account, resource, object } = plan;
  return {
    name: workload.name,
    digest,
    namespace: workload.namespace,
    account,
    resource,
    object,
    jobs: plan.jobs.map((job) => jobView(plan, job)),
  };
}
