import type { Config, Service } from '../config/config.ts';
import { alertRules } from './alert-rules.ts';
import { configDigest } from './digest.ts';
import { MONITORING, serviceFiles } from './names.ts';
import type { Plan, ServicePlan } from './plan.ts';
import { rehearsalParts, rehearsalSettings } from './rehearsal.ts';
import { scriptParts, scriptSettings } from './script.ts';
import { cronLines, timerPlans } from './timers.ts';
import { unitPlan } from './unit.ts';

function planService(service: Service, install: Config['install']): ServicePlan {
  const files = serviceFiles(service, install);
  const unit = unitPlan(service, install);
  return {
    service,
    install,
    digest: configDigest({ install, service }),
    settings: scriptSettings(service, install),
    parts: scriptParts(service),
    rehearsal: { settings: rehearsalSettings(service, files), parts: rehearsalParts(service) },
    files,
    cron: cronLines(service),
    timers: timerPlans(service, install, files.stem),
    alertRules: alertRules(service),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Decides everything that templates write: pure, from a complete config. */
export function planBundle(config: Config): Plan {
  const services = config.services.map((service) => planService(service, config.install));
  const digests = services.map(({ service, digest }) => [service.name, digest]);
  const measured = services.some(({ alertRules: rules }) => rules.length > 0);
  return {
    install: config.install,
    digest: configDigest([config.install, digests]),
    services,
    ...(measured ? { monitoring: MONITORING } : {}),
  };
}
