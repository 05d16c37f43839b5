import type { Config } from '../config/config.ts';
import type { Target } from '../plan/target.ts';
import type { Problem } from '../problem.ts';

/** What `--for` was given without need, and with `warn` the services that need it. */
export function targetProblems(config: Config, targets: readonly Target[], warn: boolean): Problem[] {
  const { services, workloads } = config;
  const none = { ansible: services.length === 0, kubernetes: workloads.length === 0 };
  const idle = targets.filter((target) => none[target]);
  const nothing = [...new Set(idle)].map((target): Problem => {
    return { code: `nothing-for-${target}`, severity: 'error', path: [], args: {} };
  });
  const unmade = !warn || targets.includes('kubernetes') ? [] : workloads;
  const warnings = unmade.map(({ name }): Problem => {
    return { code: 'workload-without-manifest', severity: 'warning', path: ['services', name], args: {} };
  });
  return [...nothing, ...warnings];
}
