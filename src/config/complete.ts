import type { z } from 'zod/mini';
import type { Config, Draft, ScheduleEntry, Service } from './config.ts';
import { kindOf } from './manager.ts';
import type { WrittenService } from './schema.ts';

type Written = z.output<typeof WrittenService>;

function standardPaths(name: string, install: Config['install']) {
  if (install === 'system') {
    return {
      script: `/usr/local/sbin/${name}-restart`,
      state_directory: `/var/lib/saikido/${name}`,
      log: `/var/log/saikido/${name}.log`,
      output: `/var/log/saikido/${name}.out`,
    };
  }
  const state = `~/.local/state/saikido/${name}`;
  return {
    script: `~/.local/bin/${name}-restart`,
    state_directory: state,
    log: `${state}/${name}.log`,
    output: `${state}/${name}.out`,
  };
}

type WrittenSchedule = NonNullable<Written['schedule']>;
type WrittenItem = Exclude<WrittenSchedule, readonly unknown[]>;

function entryOf(item: WrittenItem): ScheduleEntry {
  if (typeof item === 'string') return { cron: item, action: 'restart' };
  const { cron, every, action, timezone, jitter, when } = item;
  return {
    ...(cron !== undefined && { cron }),
    ...(every !== undefined && { every }),
    action,
    ...(timezone !== undefined && { timezone }),
    ...(jitter !== undefined && { jitter }),
    ...(when && { when }),
  };
}

/** Puts in place the defaults that depend on the service's name and on `install`, and spells out short forms. */
export function complete(name: string, written: Written, install: Config['install']): Draft {
  const paths = standardPaths(name, install);
  const { schedule = [], command, pid_file, output, unit, hardening, commands, ...rest } = written;
  const kind = kindOf({ ...rest, command, unit });
  return {
    ...rest,
    name,
    ...(command && { command }),
    ...(pid_file !== undefined && { pid_file }),
    ...(unit !== undefined && { unit }),
    ...(commands && { commands }),
    ...(kind === 'generated' && { hardening: hardening ?? 'basic' }),
    ...(kind !== 'unit' && { output: output ?? paths.output }),
    state_directory: written.state_directory ?? paths.state_directory,
    script: written.script ?? paths.script,
    log: { ...written.log, file: written.log.file ?? paths.log },
    schedule: (Array.isArray(schedule) ? schedule : [schedule]).map(entryOf),
  };
}

/** Whether nothing is missing any more. */
export function isComplete(draft: Draft): draft is Service {
  const { command, pid_file, commands } = draft;
  if (draft.manager === 'pidfile') return command !== undefined && pid_file !== undefined;
  return draft.manager === 'command' ? commands !== undefined : kindOf(draft) !== undefined;
}
