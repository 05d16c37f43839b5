import type { Service } from '../config/config.ts';
import { hasGate, usedFlags, type Flag } from './gates.ts';

const OF_THE_HOST: readonly Flag[] = [
  '--load-below',
  '--cpu-pressure-below',
  '--memory-pressure-below',
  '--io-pressure-below',
  '--command-gate',
];

export const hasCommandGate = (service: Service): boolean =>
  hasGate(service, ({ command }) => command !== undefined);

/** Who knows the group of the process, and how much memory it holds. */
const MEMORY = { pidfile: 'own-memory', systemd: 'unit-memory', command: 'group-memory' } as const;

/** Gates that are opened and shut by what happens around the process. */
function hostParts(used: (flag: Flag) => boolean): string[] {
  const pressure = OF_THE_HOST.slice(1, 4).some(used);
  if (!OF_THE_HOST.some(used)) return [];
  return [
    ...(used('--load-below') ? ['host-load', '+gate-load'] : []),
    ...(pressure ? ['host-pressure', '+gate-pressure'] : []),
    ...(used('--command-gate') ? ['gate-command'] : []),
    'gate-host',
    used('--wait') ? '+gate-wait' : '+gate-now',
  ];
}

/** The parts of the script for what `when`, `jitter` and `action: sample` ask, and for nothing else. */
export function gateParts(service: Service): string[] {
  const flags = usedFlags(service);
  const used = (flag: Flag) => flags.includes(flag);
  const sleeps = used('--wait') || used('--jitter');
  const samples = service.schedule.some(({ action }) => action === 'sample');
  const gates = service.schedule.some(({ when }) => when !== undefined);
  const host = hostParts(used);
  const loadForSample = host.includes('host-load') ? [] : ['host-load'];
  const pressureForSample = host.includes('host-pressure') ? [] : ['host-pressure'];
  return [
    ...(flags.length === 0 ? [] : ['flags']),
    ...(flags.length > 0 || samples ? ['unlocked'] : []),
    ...(sleeps ? ['doze'] : []),
    ...(used('--jitter') ? ['jitter'] : []),
    ...(gates ? ['gates'] : []),
    ...(used('--uptime-above') ? ['+gate-uptime'] : []),
    ...(used('--memory-above') ? ['gate-memory', `+${MEMORY[service.manager]}`] : []),
    ...(used('--sustained') ? ['+gate-sustained'] : []),
    ...host,
    ...(samples ? [...loadForSample, ...pressureForSample, 'sample'] : []),
  ];
}
