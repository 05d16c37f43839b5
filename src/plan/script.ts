import type { Config, HealthCheck, Service } from '../config/config.ts';
import { gateParts, hasCommandGate } from './gate-parts.ts';
import { gateSettings } from './gates.ts';
import { managedParts, managedSettings, stopLimit } from './managed.ts';
import { command, number, path, text, words, type Setting } from './setting.ts';
import { tellingParts, tellingSettings } from './telling.ts';

type OwnProcess = Extract<Service, { readonly manager: 'pidfile' }>;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/;

interface Address {
  readonly host: string;
  readonly port: number;
  /** On this machine, so that the script can see who holds the port. */
  readonly local: boolean;
}

function addressOf(health: HealthCheck): Address | undefined {
  // As http, so that an IP address is written in one way.
  const url = health.tcp === undefined ? health.http : `http://${health.tcp}`;
  if (url === undefined) return undefined;
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname, port: port === '' ? usual : Number(port), local: LOOPBACK.test(hostname) };
}

/** The bytes of an IPv4 address in hex as the kernel tells them: in the order of its own processor. */
function hexOf(ip: string): string {
  const bytes = ip.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0').toUpperCase());
  return `(${bytes.toReversed().join('')}|${bytes.join('')})`;
}

/**
 * What /proc/net/tcp and tcp6 tell of a socket that holds the address, as a regular expression: the address itself, also
 * as an IPv6 one, or all addresses. To listen on all of them no other may be held.
 */
function listenersOn({ host, port }: Address): string {
  const end = `:${port.toString(16).padStart(4, '0').toUpperCase()}$`;
  if (host === '0.0.0.0' || host === '[::]') return end;
  const own = `(0{16}[0F]{8})?${hexOf(host === 'localhost' ? '127.0.0.1' : host)}`;
  const six = '0{24}(01000000|00000001)';
  if (host === '[::1]') return `^(${six}|0{32})${end}`;
  return host === 'localhost' ? `^(${own}|${six}|0+)${end}` : `^(${own}|0+)${end}`;
}

function healthSettings(health: HealthCheck): Setting[] {
  const address = addressOf(health);
  return [
    ...(health.command === undefined ? [] : [command('HEALTH_COMMAND', health.command)]),
    ...(health.http === undefined ? [] : [text('HEALTH_HTTP', health.http)]),
    ...(health.tcp === undefined || address === undefined
      ? []
      : [text('HEALTH_HOST', address.host.replace(/^\[|\]$/g, ''))]),
    ...(address !== undefined && (address.local || health.tcp !== undefined)
      ? [number('HEALTH_PORT', address.port)]
      : []),
    ...(address?.local ? [text('HEALTH_LISTENERS', listenersOn(address))] : []),
    number('HEALTH_INTERVAL', health.interval),
    number('HEALTH_TIMEOUT', health.timeout),
  ];
}

/** Tools without which the script had better touch nothing. */
function toolsOf({ cleanup, health_check }: Service): string[] {
  return [...(cleanup.length === 0 ? [] : ['find']), ...(health_check?.http === undefined ? [] : ['curl'])];
}

/** Three words for each folder: path, pattern, least age in milliseconds (-1: any age). */
function cleanupWords(service: Service): string[] {
  return service.cleanup.flatMap((entry) => [entry.path, entry.match, String(entry.older_than ?? -1)]);
}

/** Only what waits for something else than a process of its own has to know the start timeout. */
function usesStartTimeout({ manager, type, health_check, preflight }: Service): boolean {
  return manager !== 'pidfile' || type === 'forking' || health_check !== undefined || preflight !== undefined;
}

function ownSettings(service: OwnProcess): Setting[] {
  const environment = Object.entries(service.environment).map(([key, value]) => `${key}=${value}`);
  return [
    command('COMMAND', service.command),
    path('PID_FILE', service.pid_file),
    ...(service.user === undefined
      ? []
      : [text('SERVICE_USER', service.user), text('SERVICE_GROUP', service.group ?? '')]),
    path('WORKING_DIRECTORY', service.working_directory ?? '/'),
    words('ENVIRONMENT', environment),
    ...(service.environment_file === undefined ? [] : [path('ENVIRONMENT_FILE', service.environment_file)]),
    text('UMASK', service.umask),
    path('OUTPUT', service.output),
  ];
}

function stopSettings(service: Service): Setting[] {
  const limit = number('STOP_TIMEOUT', stopLimit(service));
  if (service.manager !== 'pidfile') return [limit];
  const { signal, kill, scope } = service.stop;
  return [text('STOP_SIGNAL', signal), limit, number('STOP_KILL', kill ? 1 : 0), text('STOP_SCOPE', scope)];
}

/** The data block of the restart script: every value of the config that the script uses, in order. */
export function scriptSettings(service: Service, install: Config['install']): Setting[] {
  return [
    text('SERVICE', service.name),
    ...(service.manager === 'pidfile' ? ownSettings(service) : managedSettings(service, install)),
    path('LOG_FILE', service.log.file),
    path('STATE_DIRECTORY', service.state_directory),
    ...(service.preflight === undefined ? [] : [command('PREFLIGHT', service.preflight)]),
    ...stopSettings(service),
    ...(service.cleanup.length === 0
      ? []
      : [
          words(
            'CLEANUP',
            cleanupWords(service),
            service.cleanup.map((_, index) => index * 3),
          ),
        ]),
    ...(usesStartTimeout(service) ? [number('START_TIMEOUT', service.start.timeout)] : []),
    number('START_SETTLE', service.start.settle),
    number('START_ATTEMPTS', service.start.attempts),
    number('START_RETRY_DELAY', service.start.retry_delay),
    ...(service.health_check === undefined ? [] : healthSettings(service.health_check)),
    ...(toolsOf(service).length === 0 ? [] : [words('TOOLS', toolsOf(service))]),
    ...(service.reopen_signal === undefined ? [] : [text('REOPEN_SIGNAL', service.reopen_signal)]),
    ...gateSettings(service),
    ...tellingSettings(service),
  ];
}

function healthParts(health: HealthCheck, manager: Service['manager']): string[] {
  const holder = manager === 'command' ? '+port-any' : '+port-holder';
  const socket = manager === 'systemd' ? ['+port-socket'] : [];
  const probe = health.command !== undefined ? 'command' : health.http !== undefined ? 'http' : 'tcp';
  const address = addressOf(health);
  return [...(address?.local ? ['port', ...socket, holder] : []), `health-${probe}`, 'health'];
}

/** What starts and stops the process itself: the manager `pidfile`. */
function pidfileParts(service: OwnProcess): ReturnType<typeof managedParts> {
  const health = service.health_check;
  const parts = [
    '+group',
    'state',
    '+identity',
    'account',
    service.user === undefined ? 'no-user' : 'user',
    ...(service.environment_file === undefined ? [] : ['environment-file']),
    'environment',
    '+launch',
    service.type,
    ...(service.preflight === undefined && health?.command === undefined && !hasCommandGate(service)
      ? []
      : ['as-service']),
    ...(health === undefined ? [] : ['health-group']),
    '+service',
  ];
  return { variables: ['+variables'], parts };
}

/**
 * The files of templates/bash, without suffix, that make up the script's body, in order; `+` before a name: without an
 * empty line before it.
 */
export function scriptParts(service: Service): string[] {
  const health = service.health_check;
  const process = service.manager === 'pidfile' ? pidfileParts(service) : managedParts(service);
  return [
    'strict',
    ...process.variables,
    'messages',
    ...(service.log.syslog ? ['syslog'] : []),
    'process',
    ...process.parts,
    ...(toolsOf(service).length === 0 ? [] : ['tools']),
    ...(service.preflight === undefined ? [] : ['preflight']),
    ...(service.cleanup.length === 0 ? [] : ['cleanup']),
    ...(health === undefined ? [] : healthParts(health, service.manager)),
    ...gateParts(service),
    ...tellingParts(service),
    'commands',
    ...(service.reopen_signal === undefined
      ? []
      : [service.manager === 'systemd' ? 'reopen-unit' : 'reopen']),
    'main',
  ];
}
