import type { Plan, ServicePlan } from '../plan/plan.ts';

function serviceView(plan: ServicePlan) {
  return { name: plan.service.name, digest: plan.digest };
}

/** What RUNBOOK.md is given. */
export function runbookView(plan: Plan) {
  return { digest: plan.digest, services: plan.services.map(serviceView) };
}
