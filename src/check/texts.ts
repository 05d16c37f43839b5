import type { Plan } from '../plan/plan.ts';

/** Every text in a value such as a config, whatever its depth, keys included. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

/** Every text of the config that a plan was made from. */
export function textsOfPlan({ services, workloads }: Plan): readonly string[] {
  return textsOf([...services.map(({ service }) => service), ...workloads.map(({ workload }) => workload)]);
}
