import type { Config, Service } from '../config/config.ts';
import { alertRules } from './alert-rules.ts';
import { configDigest } from './digest.ts';
import { gateUsage } from './gates.ts';
import { installPlan } from './install.ts';
import { MONITORING, serviceFiles } from './names.ts';
import type { Plan, ServicePlan } from './plan.ts';
import { rehearsalParts, rehearsalSettings } from './rehearsal.ts';
import { scriptParts, scriptSettings } from './script.ts';
import { skipsOf } from './skips.ts';
import { cronLines, timerPlans } from './timers.ts';
import type { Target } from './target.ts';
import { unitPlan } from './unit.ts';
import { planWorkload } from './workload.ts';

function planService(service: Service, install: Config['install']): ServicePlan {
  const files = serviceFiles(service, install);
  const unit = unitPlan(service, install);
  return {
    service,
    install,
    digest: configDigest({ install, service }),
    settings: scriptSettings(service, install),
    usage: gateUsage(service),
    parts: scriptParts(service),
    rehearsal: { settings: rehearsalSettings(service, files), parts: rehearsalParts(service) },
    files,
    cron: cronLines(service),
    timers: timerPlans(service, install, files.stem),
    alertRules: alertRules(service),
    ...(unit === undefined ? {} : { unit }),
    skips: skipsOf(service),
  };
}

/** Decides everything that templates write: pure, from a complete config. */
export function planBundle(config: Config, targets: readonly Target[] = []): Plan {
  const { install } = config;
  const services = config.services.map((service) => planService(service, install));
  const workloads = config.workloads.map(planWorkload);
  const digests = [
    ...services.map(({ service, digest }) => [service.name, digest]),
    ...workloads.map(({ workload, digest }) => [workload.name, digest]),
  ];
  const digest = configDigest([install, digests]);
  const measured = services.some(({ alertRules: rules }) => rules.length > 0);
  return {
    install,
    digest,
    services,
    workloads,
    targets,
    installer: installPlan(install, services),
    ...(measured ? { monitoring: MONITORING } : {}),
  };
}
