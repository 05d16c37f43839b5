import type { Service } from '../config/config.ts';
import { usedFlags } from './gates.ts';
import type { ServiceFiles } from './names.ts';
import { number, text, type Setting } from './setting.ts';
import { tellsPeople } from './telling.ts';

const flag = (name: string, value: boolean) => number(name, value ? 1 : 0);

/** What the rehearsal of a service is told; all else it reads from the script that it rehearses. */
export function rehearsalSettings(service: Service, files: ServiceFiles): Setting[] {
  const { manager, stop, type } = service;
  const common = [text('SCRIPT', files.script.bundle), text('STOP_SIGNAL', stop.signal)];
  if (manager === 'pidfile') return [...common, flag('FORKING', type === 'forking')];
  return [...common, flag('FORKING', false), flag('MANAGER_KILLS', killsAtLast(service))];
}

/** Commands of somebody are not known to kill, and systemd does unless it was told otherwise. */
const killsAtLast = ({ manager, stop }: Service) => manager !== 'command' && stop.kill;

/** Whether somebody tells which process it is, or at least whether it runs. */
function told(service: Service): { readonly runs: boolean; readonly pid: boolean } {
  if (service.manager !== 'command') return { runs: true, pid: true };
  const { status, pid } = service.commands;
  return { runs: status !== undefined || pid !== undefined, pid: pid !== undefined };
}

/** Tests of the gates, of those that can be brought about. */
function gateParts(service: Service): string[] {
  const flags = usedFlags(service);
  const samples = service.schedule.some(({ action }) => action === 'sample');
  return [
    ...(flags.includes('--memory-above') ? ['gate-memory'] : []),
    ...(flags.includes('--uptime-above') ? ['gate-uptime'] : []),
    ...(flags.includes('--command-gate') ? ['gate-command'] : []),
    ...(samples ? ['sample'] : []),
  ];
}

/** Files below templates: tests of what is configured, and of nothing else. */
export function rehearsalParts(service: Service): string[] {
  const { manager, stop, preflight, health_check, cleanup, metrics, alerts } = service;
  const { runs, pid } = told(service);
  const stubborn = killsAtLast(service) ? ['killed'] : ['spared'];
  const names = [
    'box',
    ...(manager === 'pidfile' ? ['pid-file'] : ['manager', 'managed']),
    ...(runs ? ['core'] : []),
    ...(pid ? ['names-process'] : []),
    ...(stop.signal === 'KILL' || !runs ? [] : stubborn),
    ...(preflight === undefined ? [] : ['preflight']),
    ...(health_check === undefined ? [] : ['health']),
    ...(cleanup.length === 0 ? [] : ['cleanup']),
    ...gateParts(service),
    ...(metrics === undefined ? [] : ['metrics']),
    ...(runs && tellsPeople(service) && alerts?.on.includes('failure') ? ['alerts'] : []),
  ];
  return names.map((name) => `rehearsal/${name}.bats`);
}
