import type { Draft } from './config.ts';

interface Keys {
  readonly manager: Draft['manager'];
  readonly unit?: Draft['unit'] | undefined;
  readonly command?: Draft['command'] | undefined;
}

/** `unit`: an existing unit; `generated`: one that Saikido makes from `command`. */
export type Kind = 'pidfile' | 'unit' | 'generated' | 'command' | 'kubernetes';

/** Which kind of service this is; nothing where the config leaves it open. */
export function kindOf({ manager, unit, command }: Keys): Kind | undefined {
  if (manager !== 'systemd') return manager;
  if ((unit === undefined) === (command === undefined)) return undefined;
  return unit === undefined ? 'generated' : 'unit';
}
