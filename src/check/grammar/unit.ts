import type { ServicePlan, UnitPlan } from '../../plan/plan.ts';
import { type Directive, readExec, readUnit } from './systemd.ts';
import { readSpan } from './timers.ts';

/** Beside those of [Service]. */
const KNOWN = ['Unit.Description', 'Unit.After', 'Install.WantedBy'];

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The assignment of one Environment=, as systemd reads what we write. */
function readAssignment(text: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text) ?? [];
  if (quoted === undefined || quoted.replaceAll('%%', '').includes('%'))
    throw new Error(`not an assignment: ${text}`);
  return quoted.replace(/\\(["\\])/g, '$1').replaceAll('%%', '%');
}

/** A path of a directive that knows no quotes. */
function readPath(text: string): string {
  if (text.replaceAll('%%', '').replace(/^%h\//, '').includes('%'))
    throw new Error(`systemd would expand ${text}`);
  return text.replace(/^%h\//, '~/').replaceAll('%%', '%');
}

/** Directives of [Service] whose value is the plan's, each with how its text is read. */
function meant(
  { service }: ServicePlan,
  unit: UnitPlan,
): Record<string, readonly [read: (text: string) => unknown, value: unknown]> {
  const { stop, start } = service;
  const asIs = (text: string) => text;
  const output = (text: string) => readPath(text.replace(/^append:/, ''));
  return {
    Type: [asIs, unit.type],
    PIDFile: [readPath, service.pid_file],
    RuntimeDirectory: [asIs, unit.runtimeDirectory],
    RuntimeDirectoryPreserve: [asIs, unit.runtimeDirectory === undefined ? undefined : 'yes'],
    User: [asIs, unit.user],
    Group: [asIs, service.group],
    WorkingDirectory: [readPath, service.working_directory],
    EnvironmentFile: [readPath, service.environment_file],
    UMask: [asIs, service.umask],
    StandardOutput: [output, service.output],
    StandardError: [asIs, 'inherit'],
    Restart: [asIs, 'on-failure'],
    RestartSec: [readSpan, start.retry_delay],
    TimeoutStartSec: [readSpan, start.timeout],
    KillSignal: [asIs, `SIG${stop.signal}`],
    KillMode: [asIs, stop.scope === 'group' ? 'control-group' : 'process'],
    TimeoutStopSec: [readSpan, stop.timeout],
    SendSIGKILL: [asIs, stop.kill ? 'yes' : 'no'],
  };
}

function values(directives: readonly Directive[], name: string): string[] {
  return directives.filter(({ section, key }) => `${section}.${key}` === name).map(({ value }) => value);
}

/** What the generated unit of a service says differently from the plan. */
export function compareUnit(content: string, plan: ServicePlan, unit: UnitPlan): string | undefined {
  const read = readUnit(content);
  const exec = values(read, 'Service.ExecStart');
  if (exec.length !== 1 || !same(readExec(exec[0]!), unit.command))
    return 'ExecStart= is not the command of the plan';
  const given = unit.environment.map(({ name, value }) => `${name}=${value}`);
  const environment = values(read, 'Service.Environment').map(readAssignment);
  if (!same(environment, given)) return 'Environment= is not that of the plan';
  const known = meant(plan, unit);
  for (const [key, [text, value]] of Object.entries(known)) {
    const found = values(read, `Service.${key}`).map(text);
    if (!same(found, value === undefined ? [] : [value])) return `${key}= is not that of the plan`;
  }
  if (!same(values(read, 'Install.WantedBy'), [unit.wantedBy])) return 'WantedBy= is not that of the plan';
  const stranger = read.find(
    ({ section, key }) => section !== 'Service' && !KNOWN.includes(`${section}.${key}`),
  );
  if (stranger !== undefined) return `${stranger.section}.${stranger.key} does not belong here`;
  const rest = read.filter(
    ({ section, key }) =>
      section === 'Service' && !(key in known) && !['ExecStart', 'Environment'].includes(key),
  );
  const sandbox = rest.map(({ key, value }) => ({ key, value: readPath(value) }));
  return same(sandbox, unit.hardening) ? undefined : 'the sandbox is not that of the plan';
}
