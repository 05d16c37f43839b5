import type { Config, Service } from '../config/config.ts';
import { longestGap } from './longest-gap.ts';
import { unitOf } from './names.ts';
import { ALWAYS, inputs, programs, tools } from './install-needs.ts';
import type { ServicePlan } from './plan.ts';
import { text, words, type Setting } from './setting.ts';

/** The files of templates/install that make up install.sh: the same for every bundle, which differ in values alone. */
const PARTS = [
  'strict', 'messages', 'rows', 'bundle', 'needs', 'accounts', 'pressure', 'survey', 'place', 'versions',
  'cron', 'crontab', 'units', 'bring', 'install', 'rollback', 'uninstall',
  'doctor', 'doctor-runs', 'doctor-host', 'main',
]; // prettier-ignore

/** What install.sh is made of. */
export interface InstallPlan {
  readonly settings: readonly Setting[];
  readonly parts: readonly string[];
}

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));
const unique = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '');

type WordsSetting = Extract<Setting, { readonly kind: 'words' }>;

/** Rows of a service and one thing that it has. */
function rows(
  name: string,
  plans: readonly ServicePlan[],
  valuesOf: (plan: ServicePlan) => readonly string[],
  kind: 'text' | 'path',
): WordsSetting {
  const pairs = plans.flatMap((plan) => unique(valuesOf(plan)).map((value) => [plan.service.name, value]));
  const places = kind === 'path' ? pairs.map((_, index) => index * 2 + 1) : [];
  return { name, kind: 'words', value: pairs.flat(), paths: places };
}

const hasCronFile = ({ cron, install, service }: ServicePlan) =>
  cron.length > 0 && install === 'system' && service.cron_flavor !== 'busybox';

/** Below the bundle's root/, in the order in which they are installed: the script first, its schedule last. */
function files(plan: ServicePlan): string[] {
  const { script, logrotate, cronD } = plan.files;
  const places = [
    script,
    logrotate,
    ...(plan.unit === undefined ? [] : [plan.unit.place]),
    ...plan.timers.map(({ oneshot }) => oneshot),
    ...plan.timers.map(({ timer }) => timer),
    ...(hasCronFile(plan) ? [cronD] : []),
  ];
  return places.map(({ bundle }) => bundle.replace(/^root\//, ''));
}

const crontabs = (plan: ServicePlan) =>
  plan.cron.length > 0 && !hasCronFile(plan) ? [plan.files.crontab] : [];

const logs = ({ service }: ServicePlan) => [service.log.file, service.output ?? ''];

/** A daemon that writes its PID file itself must be able to; every other folder is root's. */
const ownsPidFolder = ({ manager, type, user }: Service) =>
  manager === 'pidfile' && type === 'forking' && user !== undefined;

function folders(plan: ServicePlan): string[] {
  const { service } = plan;
  const pid = service.manager === 'pidfile' && !ownsPidFolder(service) ? [service.pid_file] : [];
  return [service.state_directory, ...[...logs(plan), ...pid].map(folderOf)];
}

const userFolders = ({ service }: ServicePlan) =>
  service.manager === 'pidfile' && ownsPidFolder(service) ? [folderOf(service.pid_file)] : [];

function gap({ service }: ServicePlan): string[] {
  const seconds = longestGap(service);
  return seconds === undefined ? [] : [String(seconds)];
}

/** How long a preflight, which a dry run runs as well, may take. */
function preflightSeconds({ service }: ServicePlan): string[] {
  return service.preflight === undefined ? [] : [String(Math.ceil(service.start.timeout / 1000))];
}

/** The data block and the parts of install.sh. */
export function installPlan(install: Config['install'], plans: readonly ServicePlan[]): InstallPlan {
  const toolRows = rows('TOOLS', plans, ({ service }) => tools(service), 'text');
  const settings = [
    text('INSTALL', install),
    rows('FILES', plans, files, 'text'),
    rows('CRONTABS', plans, crontabs, 'text'),
    words('TOOLS', [...ALWAYS.flatMap((tool) => ['*', tool]), ...toolRows.value]),
    rows('PROGRAMS', plans, ({ service }) => programs(service), 'path'),
    rows('INPUTS', plans, ({ service }) => inputs(service), 'path'),
    rows('USERS', plans, ({ service }) => [service.user ?? ''], 'text'),
    rows('TEAMS', plans, ({ service }) => [service.group ?? ''], 'text'),
    rows('UNITS', plans, ({ service }) => (service.unit === undefined ? [] : [unitOf(service)]), 'text'),
    rows('FOLDERS', plans, folders, 'path'),
    rows('USER_FOLDERS', plans, userFolders, 'path'),
    rows('LOGS', plans, logs, 'path'),
    rows('STATES', plans, ({ service }) => [service.state_directory], 'path'),
    rows('GAPS', plans, gap, 'text'),
    rows('PREFLIGHTS', plans, preflightSeconds, 'text'),
    rows('PRESSURE', plans, ({ service }) => (usesPressure(service) ? ['psi'] : []), 'text'),
  ];
  return { settings, parts: PARTS.map((name) => `install/${name}.bash`) };
}

/** Whether a gate of its schedule looks at pressure stall information. */
function usesPressure({ schedule }: Service): boolean {
  return schedule.some((entry) => 'when' in entry && JSON.stringify(entry.when).includes('pressure_below'));
}
