import type { Service } from '../config/config.ts';
import type { ServiceFiles } from './names.ts';
import type { Setting } from './script.ts';

const flag = (name: string, value: boolean): Setting => ({ name, kind: 'number', value: value ? 1 : 0 });

/** What the rehearsal of a service is told; all else it reads from the script that it rehearses. */
export function rehearsalSettings({ stop, type }: Service, files: ServiceFiles): Setting[] {
  return [
    { name: 'SCRIPT', kind: 'text', value: files.script.bundle },
    { name: 'STOP_SIGNAL', kind: 'text', value: stop.signal },
    flag('FORKING', type === 'forking'),
  ];
}

/** Files below templates: tests of what is configured, and of nothing else. */
export function rehearsalParts({ stop, preflight, health_check, cleanup }: Service): string[] {
  const stubborn = stop.kill ? ['killed'] : ['spared'];
  const names = [
    'core',
    ...(stop.signal === 'KILL' ? [] : stubborn),
    ...(preflight === undefined ? [] : ['preflight']),
    ...(health_check === undefined ? [] : ['health']),
    ...(cleanup.length === 0 ? [] : ['cleanup']),
  ];
  return names.map((name) => `rehearsal/${name}.bats`);
}
