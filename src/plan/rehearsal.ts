import type { Service } from '../config/config.ts';
import type { ServiceFiles } from './names.ts';
import type { Setting } from './script.ts';

/** What the rehearsal of a service is told; all else it reads from the script that it rehearses. */
export function rehearsalSettings(service: Service, files: ServiceFiles): Setting[] {
  return [
    { name: 'SCRIPT', kind: 'text', value: files.script.bundle },
    { name: 'TYPE', kind: 'text', value: service.type },
  ];
}
