import type { Draft } from './config.ts';
import { kindOf, type Kind } from './manager.ts';
import type { Breach, Context, Rule } from './rule.ts';
import { hasPath, type Mapping, type Path } from './values.ts';

/** What the managers other than pidfile are asked by, and what is missing without it. */
export const hasWhatItIsStartedBy: Rule = ({ manager, command, unit, commands }) => {
  if (manager === 'kubernetes') return [];
  if (manager === 'pidfile') return command === undefined ? [{ code: 'no-command', path: ['command'] }] : [];
  if (manager === 'command')
    return commands === undefined ? [{ code: 'no-commands', path: ['commands'] }] : [];
  if (command === undefined && unit === undefined) return [{ code: 'no-unit', path: ['unit'] }];
  return command !== undefined && unit !== undefined ? [{ code: 'unit-and-command', path: ['unit'] }] : [];
};

/** systemd starts no template, but an instance of it: its name has something between the first @ and the suffix. */
export const unitIsNoTemplate: Rule = ({ unit = '' }) => {
  const [, name] = /^([^@]+)@\.service$/.exec(unit) ?? [];
  if (name === undefined) return [];
  return [{ code: 'unit-of-template', path: ['unit'], args: { unit, instance: `${name}@1.service` } }];
};

/** A daemon that goes into the background tells by this file alone which process it is. */
export const hasAPidFile: Rule = ({ manager, type, pid_file, command }) => {
  const needed =
    manager === 'pidfile' || (manager === 'systemd' && command !== undefined && type === 'forking');
  return needed && pid_file === undefined ? [{ code: 'no-pid-file', path: ['pid_file'] }] : [];
};

/** Why a key says nothing to a service of this kind. */
const NOT_OF_THE_UNIT = 'the unit itself says it';
const REASONS: Readonly<Record<Kind, readonly (readonly [keys: string, why: string])[]>> = {
  pidfile: [
    ['unit', 'only manager: systemd has a unit'],
    ['hardening', 'only a unit of manager: systemd has a sandbox'],
    ['commands', 'only manager: command is managed by commands'],
  ],
  unit: [
    ['commands', 'only manager: command is managed by commands'],
    ['pid_file', 'systemd knows the process'],
    ['hardening', 'only a unit that Saikido generates, from command, is given a sandbox'],
    [
      'type user group working_directory environment environment_file umask output stop.signal stop.timeout stop.kill stop.scope',
      NOT_OF_THE_UNIT,
    ],
    ['reopen_signal', 'it stands beside output, which is that of the unit'],
  ],
  generated: [['commands', 'only manager: command is managed by commands']],
  command: [
    ['command', 'it is started by commands.start'],
    ['pid_file', 'commands.pid tells the process'],
    ['type', 'it is started by commands.start'],
    ['unit', 'only manager: systemd has a unit'],
    ['hardening', 'only a unit of manager: systemd has a sandbox'],
    ['stop.signal stop.kill stop.scope', 'it is stopped by commands.stop'],
    ['reopen_signal', 'a process that others manage is sent no signal'],
  ],
  kubernetes: [],
};

function strangers(kind: Kind, written: Mapping): Breach[] {
  return REASONS[kind].flatMap(([keys, why]) =>
    keys
      .split(' ')
      .map((key): Path => key.split('.'))
      .filter((path) => hasPath(written, path))
      .map((path) => ({ code: 'key-of-other-manager', path, args: { why } })),
  );
}

/** What tells the kind of a service, and so which keys it may have. */
export type Managed = Pick<Draft, 'manager' | 'unit' | 'command' | 'type'>;

/** A key that would change nothing is refused with the reason, never ignored. */
export function keysFitTheManager(service: Managed, { written }: Pick<Context, 'written'>): Breach[] {
  const kind = kindOf(service);
  if (kind === undefined) return [];
  const found = strangers(kind, written);
  const idle = kind === 'generated' && service.type === 'simple' && hasPath(written, ['pid_file']);
  if (!idle) return found;
  const why = 'systemd knows the process of type: simple';
  return [...found, { code: 'key-of-other-manager', path: ['pid_file'], args: { why } }];
}
