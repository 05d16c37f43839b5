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

/** Texts that may name a file or folder the process itself must reach: any word of its command, any variable. */
function textsOf(service: Service): string[] {
  const {
    command = [],
    working_directory,
    output,
    pid_file,
    environment,
    environment_file,
    cleanup,
  } = service;
  const single = [working_directory, output, pid_file, environment_file].filter((path) => path !== undefined);
  return [...command, ...single, ...Object.values(environment), ...cleanup.map(({ path }) => path)];
}

/** Behind `--config=` or in the middle of a shell's line as well, but not within another path. */
const naming = (what: string) => new RegExp(`(?<![\\w./-])${what}`);
const BELOW_TMP = naming('/(?:var/)?tmp/[^/\\s]');
const HOMES = ['/home', '/root', '/run/user'];
const AT_HOME = naming('/(?:home|root|(?:var/)?run/user)(?![\\w.-])');

/** What would hide the service's own files is loosened. */
function fitted({ key, value }: Rule, texts: readonly string[], own: readonly string[]): Directive[] {
  const named = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  if (key === 'PrivateTmp' && named(BELOW_TMP)) {
    // ProtectSystem=strict would leave the shared ones read-only.
    return ['-/tmp', '-/var/tmp'].map((shared) => ({ key: 'ReadWritePaths', value: shared }));
  }
  if (key !== 'ProtectHome' || !named(AT_HOME)) return [{ key, value }];
  if (!HOMES.some((folder) => own.includes(folder))) return [{ key, value: 'read-only' }];
  // Of two rules for the very same folder systemd takes the stricter one.
  const rest = HOMES.filter((folder) => !own.includes(folder));
  return rest.map((folder) => ({ key: 'ReadOnlyPaths', value: `-${folder}` }));
}

/** The sandbox of a generated unit; of two rules with one key the stricter level's stands. */
export function hardeningOf(service: Service, install: Config['install']): Directive[] {
  const level = service.hardening ?? 'off';
  if (level === 'off') return [];
  const later = new Set(STRICT.map(({ key }) => key));
  const rules = level === 'basic' ? BASIC : [...BASIC.filter(({ key }) => !later.has(key)), ...STRICT];
  const own = rules.filter(({ system }) => install === 'system' || system === undefined);
  const texts = textsOf(service);
  const writable = level === 'strict' && install === 'system' ? foldersOf(service) : [];
  const directives = own.flatMap((rule) => fitted(rule, texts, writable));
  return [...directives, ...writable.map((path) => ({ key: 'ReadWritePaths', value: quoted(path) }))];
}

/** The value is a list; what would have to be escaped in quotes no path of a unit holds. */
function quoted(path: string): string {
  return path.includes(' ') ? `"${path}"` : path;
}

/** What `strict` leaves writable: the folder it works in, and that of its PID file. systemd itself opens the output. */
function foldersOf({ working_directory, pid_file }: Service): string[] {
  const folders = [working_directory ?? '', folderOf(pid_file ?? '')];
  const own = folders.filter(
    (path) => path !== '' && path !== '/' && runtimeDirectory(`${path}/x`) === undefined,
  );
  return [...new Set(own)];
}

/**
 * A folder below /run, which a boot removes and systemd makes: `worker` for `/run/worker/worker.pid`. systemd gives it to
 * the unit's user, so that it must not be one of the system such as /run/lock.
 */
export function runtimeDirectory(pidFile = ''): string | undefined {
  const name = /^\/(?:var\/)?run\/([A-Za-z0-9_-]+)\/[^/]+$/.exec(pidFile)?.[1];
  return name === undefined || whyProtected(`/run/${name}`) !== undefined ? undefined : name;
}
