import type { Config, Service } from '../config/config.ts';
import { hardeningOf, runtimeDirectory } from './hardening.ts';
import { unitOf, unitPlace } from './names.ts';
import type { UnitPlan } from './plan.ts';

/** The same as that of the script, whatever the manager's own is. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** systemd gives HOME, USER, LOGNAME and SHELL only to a unit that names its user; that of a user inherits them. */
function accountOf({ user }: Service, install: Config['install']): { readonly user?: string } {
  const name = user ?? (install === 'system' ? 'root' : undefined);
  return name === undefined ? {} : { user: name };
}

/**
 * The unit of a service whose process systemd is to run; nothing for any other service. systemd starts it with the
 * machine and after a crash (Restart=on-failure), as everybody expects of a unit; what stops on purpose stays stopped.
 */
export function unitPlan(service: Service, install: Config['install']): UnitPlan | undefined {
  if (service.manager !== 'systemd' || service.unit !== undefined) return undefined;
  const { environment, environment_file, pid_file, type } = service;
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
  const given = variables.map(({ name, value }) => `${name}=${value}`);
  const runtime = install === 'system' ? runtimeDirectory(pid_file) : undefined;
  // To systemd the file comes last, to us the config: then env(1) has the last word.
  const last = environment_file !== undefined && given.length > 0;
  return {
    name: unitOf(service),
    place: unitPlace(unitOf(service), install),
    type: type === 'forking' ? 'forking' : 'exec',
    ...accountOf(service, install),
    command: last ? ['/usr/bin/env', ...given, ...service.command] : service.command,
    environment: [
      { name: 'PATH', value: SYSTEM_PATH },
      { name: 'LANG', value: 'C.UTF-8' },
      ...(last ? [] : variables),
      { name: 'SAIKIDO_SERVICE', value: service.name },
    ],
    ...(runtime === undefined ? {} : { runtimeDirectory: runtime }),
    hardening: hardeningOf(service, install),
    wantedBy: install === 'user' ? 'default.target' : 'multi-user.target',
  };
}
