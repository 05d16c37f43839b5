import type { Service } from '../config/config.ts';
import { hasCommandGate } from './gate-parts.ts';
import { unitOf } from './names.ts';
import { command, path, text, words, type Setting } from './setting.ts';

/** A service whose process belongs to another manager than the script. */
export type Managed = Exclude<Service, { readonly manager: 'pidfile' }>;

/** systemd's own limits bound the stop of a unit that is not ours; this is for those that have none. Milliseconds. */
const LONGEST_STOP = 15 * 60_000;

/** How long the script waits for the manager to stop the process, in milliseconds: systemd waits once more after KILL. */
export function stopLimit(service: Service): number {
  if (service.manager !== 'systemd') return service.stop.timeout;
  return service.unit === undefined ? 2 * service.stop.timeout + 10_000 : LONGEST_STOP;
}

/** Whether the script itself runs commands as the service would. */
function runsCommands(service: Managed): boolean {
  return service.manager === 'command' || runsAsService(service);
}

/** Whether it runs one of its own: preflight, probe or gate. */
function runsAsService(service: Managed): boolean {
  const { preflight, health_check } = service;
  return preflight !== undefined || health_check?.command !== undefined || hasCommandGate(service);
}

function accountSettings(service: Managed): Setting[] {
  const { user, group = '', environment, environment_file, working_directory = '/', umask } = service;
  const account = user === undefined ? [] : [text('SERVICE_USER', user), text('SERVICE_GROUP', group)];
  if (!runsCommands(service)) return service.cleanup.length === 0 ? [] : account;
  return [
    ...account,
    path('WORKING_DIRECTORY', working_directory),
    words(
      'ENVIRONMENT',
      Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    ),
    ...(environment_file === undefined ? [] : [path('ENVIRONMENT_FILE', environment_file)]),
    text('UMASK', umask),
  ];
}

/** What stands in the data block for the process itself. */
export function managedSettings(service: Managed, install: 'system' | 'user'): Setting[] {
  if (service.manager === 'command') {
    const { start, stop, status = [], pid = [] } = service.commands;
    return [
      command('START_COMMAND', start),
      command('STOP_COMMAND', stop),
      command('STATUS_COMMAND', status),
      command('PID_COMMAND', pid),
      ...accountSettings(service),
      path('OUTPUT', service.output),
    ];
  }
  const systemctl = install === 'user' ? ['systemctl', '--user'] : ['systemctl'];
  const own =
    service.unit === undefined ? [command('COMMAND', service.command), path('OUTPUT', service.output)] : [];
  return [text('UNIT', unitOf(service)), words('SYSTEMCTL', systemctl), ...own, ...accountSettings(service)];
}

function accountParts(service: Managed): { readonly variables: string[]; readonly parts: string[] } {
  const user = service.user === undefined ? 'no-user' : 'user';
  if (runsCommands(service)) {
    const file = service.environment_file === undefined ? [] : ['environment-file'];
    return { variables: ['+account-variables'], parts: ['account', user, ...file, 'environment'] };
  }
  if (service.cleanup.length === 0) return { variables: [], parts: ['any-user'] };
  if (service.user === undefined) return { variables: ['+drop-variable'], parts: ['any-user'] };
  return { variables: ['+account-variables'], parts: ['account', 'user'] };
}

/** The parts of the script for a process that another manager owns: its variables, and its functions. */
export function managedParts(service: Managed): { readonly variables: string[]; readonly parts: string[] } {
  const account = accountParts(service);
  const generated = service.manager === 'systemd' && service.unit === undefined;
  return {
    variables: ['+managed-variables', ...account.variables],
    parts: [
      'state',
      ...account.parts,
      ...(runsAsService(service) ? ['as-service'] : []),
      service.manager,
      ...(generated ? ['generated-unit'] : []),
      'managed',
    ],
  };
}
