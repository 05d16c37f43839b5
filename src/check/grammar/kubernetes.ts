import { isDeepStrictEqual } from 'node:util';
import type { CronJobPlan, WorkloadPlan } from '../../plan/workload.ts';
import { readYaml } from './yaml.ts';

const RBAC = 'rbac.authorization.k8s.io';

function labels({ workload }: WorkloadPlan) {
  return { 'app.kubernetes.io/name': workload.name, 'app.kubernetes.io/managed-by': 'saikido' };
}

function metadata(plan: WorkloadPlan, name: string) {
  return { name, namespace: plan.workload.namespace, labels: labels(plan) };
}

function account(plan: WorkloadPlan) {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(plan, plan.account),
    automountServiceAccountToken: false,
  };
}

function role(plan: WorkloadPlan) {
  const verbs = ['get', 'list', 'watch', 'patch'];
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: metadata(plan, plan.account),
    rules: [{ apiGroups: ['apps'], resources: [plan.resource], resourceNames: [plan.object], verbs }],
  };
}

function binding(plan: WorkloadPlan) {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: metadata(plan, plan.account),
    roleRef: { apiGroup: RBAC, kind: 'Role', name: plan.account },
    subjects: [{ kind: 'ServiceAccount', name: plan.account, namespace: plan.workload.namespace }],
  };
}

function container({ workload }: WorkloadPlan, verb: string, flag: string) {
  const command = ['kubectl', 'rollout', verb, workload.workload, `--namespace=${workload.namespace}`, flag];
  return {
    name: verb,
    image: workload.image,
    command,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  };
}

function pod(plan: WorkloadPlan) {
  return {
    serviceAccountName: plan.account,
    automountServiceAccountToken: true,
    restartPolicy: 'Never',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65_532,
      runAsGroup: 65_532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    initContainers: [container(plan, 'restart', '--request-timeout=60s')],
    containers: [container(plan, 'status', `--timeout=${plan.timeout}s`)],
  };
}

function cronJob(plan: WorkloadPlan, { name, schedule, timezone }: CronJobPlan) {
  const template = { metadata: { labels: labels(plan) }, spec: pod(plan) };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata(plan, name),
    spec: {
      schedule,
      timeZone: timezone,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: plan.deadline, template } },
    },
  };
}

/** What a manifest says differently from the plan. */
export function compareManifests(content: string, plan: WorkloadPlan): string | undefined {
  const expected = [account(plan), role(plan), binding(plan), ...plan.jobs.map((job) => cronJob(plan, job))];
  const found = readYaml(content);
  if (found.length !== expected.length)
    return `it holds ${found.length} objects instead of ${expected.length}`;
  const wrong = expected.find((object, index) => !isDeepStrictEqual(object, found[index]));
  return wrong === undefined ? undefined : `the ${wrong.kind} ${wrong.metadata.name} is not that of the plan`;
}
