import type { Config, Service } from '../config/config.ts';
import { whyProtected } from '../config/paths.ts';
import type { Directive } from './plan.ts';

interface Rule extends Directive {
  /** Only the system's own manager may do this; `systemd --user` would need a user namespace for it. */
  readonly system?: true;
}

/** What nearly every program goes on working with: no new rights, no writing to the system, no kernel settings. */
const BASIC: readonly Rule[] = [
  { key: 'NoNewPrivileges', value: 'yes' },
  { key: 'ProtectSystem', value: 'full', system: true },
  { key: 'ProtectControlGroups', value: 'yes', system: true },
  { key: 'ProtectKernelModules', value: 'yes', system: true },
  { key: 'ProtectKernelTunables', value: 'yes', system: true },
  { key: 'ProtectKernelLogs', value: 'yes', system: true },
  { key: 'ProtectClock', value: 'yes', system: true },
  { key: 'ProtectHostname', value: 'yes', system: true },
  { key: 'PrivateDevices', value: 'yes', system: true },
  { key: 'LockPersonality', value: 'yes' },
  { key: 'RestrictRealtime', value: 'yes' },
  { key: 'RestrictSUIDSGID', value: 'yes' },
  { key: 'SystemCallArchitectures', value: 'native' },
  { key: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6 AF_NETLINK' },
];

/**
 * For a program that one has tried with it: it writes nowhere but below its own folders, sees neither homes nor other
 * processes, and has no capability. MemoryDenyWriteExecute= stays out: it breaks Node, Java and whatever else compiles
 * while it runs.
 */
const STRICT: readonly Rule[] = [
  { key: 'ProtectSystem', value: 'strict', system: true },
  { key: 'ProtectHome', value: 'yes', system: true },
  { key: 'ProtectProc', value: 'invisible', system: true },
  { key: 'RestrictNamespaces', value: 'yes' },
  { key: 'PrivateTmp', value: 'yes', system: true },
  { key: 'CapabilityBoundingSet', value: '', system: true },
  { key: 'RemoveIPC', value: 'yes', system: true },
  { key: 'SystemCallFilter', value: '@system-service' },
  { key: 'SystemCallFilter', value: '~@privileged @resources' },
  { key: 'SystemCallErrorNumber', value: 'EPERM' },
];

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));

function pathsOf({
  command,
  working_directory,
  output,
  pid_file,
  environment_file,
  cleanup,
}: Service): string[] {
  const single = [command?.[0], working_directory, output, pid_file, environment_file];
  return [...single.filter((path) => path !== undefined), ...cleanup.map(({ path }) => path)];
}

/** What would hide the service's own files is loosened. */
function fitted({ key, value }: Rule, paths: readonly string[]): Directive[] {
  const below = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (key === 'PrivateTmp' && below(/^\/(?:var\/)?tmp\//)) return [];
  if (key === 'ProtectHome' && below(/^\/(?:home|root|run\/user)\//)) return [{ key, value: 'read-only' }];
  return [{ key, value }];
}

/** The sandbox of a generated unit; of two rules with one key the stricter level's stands. */
export function hardeningOf(service: Service, install: Config['install']): Directive[] {
  const level = service.hardening ?? 'off';
  if (level === 'off') return [];
  const later = new Set(STRICT.map(({ key }) => key));
  const rules = level === 'basic' ? BASIC : [...BASIC.filter(({ key }) => !later.has(key)), ...STRICT];
  const own = rules.filter(({ system }) => install === 'system' || system === undefined);
  const paths = pathsOf(service);
  const directives = own.flatMap((rule) => fitted(rule, paths));
  return level === 'strict' && install === 'system' ? [...directives, ...writable(service)] : directives;
}

/** What `strict` leaves writable: the folder it works in, and that of its PID file. systemd itself opens the output. */
function writable({ working_directory, pid_file }: Service): Directive[] {
  const folders = [working_directory ?? '', folderOf(pid_file ?? '')];
  const own = folders.filter(
    (path) => path !== '' && path !== '/' && runtimeDirectory(`${path}/x`) === undefined,
  );
  // A list, so that a path with a blank has quotes; what would have to be escaped in them no path of a unit holds
  return [...new Set(own)].map((path) => ({
    key: 'ReadWritePaths',
    value: path.includes(' ') ? `"${path}"` : path,
  }));
}

/**
 * A folder below /run, which a boot removes and systemd makes: `worker` for `/run/worker/worker.pid`. systemd gives it to
 * the unit's user, so that it must not be one of the system such as /run/lock.
 */
export function runtimeDirectory(pidFile = ''): string | undefined {
  const name = /^\/(?:var\/)?run\/([A-Za-z0-9_-]+)\/[^/]+$/.exec(pidFile)?.[1];
  return name === undefined || whyProtected(`/run/${name}`) !== undefined ? undefined : name;
}
