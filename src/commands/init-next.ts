import type { Plan } from '../plan/plan.ts';
import type { WorkloadPlan } from '../plan/workload.ts';
import type { Draft } from '../wizard/draft.ts';
import type { Places } from '../wizard/ending.ts';
import type { RunningProcess } from '../wizard/processes.ts';
import { paint } from '../wizard/theme.ts';
import { quoteWord } from '../wizard/tree.ts';

/** What `init` made. */
export interface Made {
  readonly draft: Draft;
  readonly from?: RunningProcess;
  readonly plan: Plan;
  readonly places: Places;
}

type Step = readonly [why: string, lines: readonly string[]];

function shellPath(text: string): string {
  return text.startsWith('~/') ? `~/${quoteWord(text.slice(2))}` : quoteWord(text);
}

function stepsOfWorkload({ workload, file, account, jobs }: WorkloadPlan, { out }: Places): Step[] {
  const job = jobs[0]?.name ?? account;
  const now = `kubectl create job ${job}-now --from=cronjob/${job} -n ${workload.namespace}`;
  return [
    ['install it, and begin its schedule', [`kubectl apply -f ${shellPath(`${out}/${file}`)}`]],
    ['restart now', [now]],
  ];
}

function stepsOfHost({ draft, from, plan, places }: Made): Step[] {
  const sudo = draft.install === 'user' ? '' : 'sudo ';
  const service = plan.services.find((candidate) => candidate.service.name === draft.name)?.service;
  const script = shellPath(service?.script ?? '');
  const line = `echo ${from?.pid} | ${sudo}tee ${shellPath(service?.pid_file ?? '')}`;
  const tell: Step = ['tell it which process runs now, unless the PID file is there already', [line]];
  return [
    ['install it, and begin its schedule', [`${sudo}${shellPath(`${places.out}/install.sh`)}`]],
    ...(from === undefined || service?.pid_file === undefined ? [] : [tell]),
    ['see what it would do, then restart', [`${sudo}${script} --dry-run`, `${sudo}${script}`]],
  ];
}

/** What to type next, below what it is good for. */
export function nextSteps(made: Made): string[] {
  const { draft, plan, places } = made;
  const workload = plan.workloads.find((candidate) => candidate.workload.name === draft.name);
  const steps: Step[] = [
    ['what it does, and what to do in trouble', [`less ${quoteWord(`${places.out}/RUNBOOK.md`)}`]],
    ...(workload === undefined ? stepsOfHost(made) : stepsOfWorkload(workload, places)),
  ];
  return steps.flatMap(([why, lines]) => [paint('dim', `# ${why}`), ...lines]);
}
