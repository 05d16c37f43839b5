import type { z } from 'zod/mini';
import type { Config, Draft, ScheduleEntry, Service, Workload } from './config.ts';
import { kindOf } from './manager.ts';
import type { WrittenService } from './schema.ts';
import { hasPath, type Mapping } from './values.ts';

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

/** A rollout replaces one pod after the other, milliseconds. */
const ROLLOUT_TIMEOUT = 600_000;

/** The defaults of manager kubernetes; a CronJob without a zone would run in that of its controller. */
function ofKubernetes(draft: Draft, asWritten: Mapping): Draft {
  const { namespace = 'default', image = 'registry.k8s.io/kubectl:v1.34.1', start, schedule } = draft;
  const timeout = hasPath(asWritten, ['start', 'timeout']) ? start.timeout : ROLLOUT_TIMEOUT;
  const zoned = schedule.map((entry) =>
    entry.cron === undefined ? entry : { timezone: 'Etc/UTC', ...entry },
  );
  return { ...draft, namespace, image, start: { ...start, timeout }, schedule: zoned };
}

/** Puts in place the defaults that depend on the service's name and on `install`, and spells out short forms. */
export function complete(
  name: string,
  written: Written,
  install: Config['install'],
  asWritten: Mapping,
): Draft {
  const paths = standardPaths(name, install);
  const { schedule = [], command, pid_file, output, unit, hardening, commands, ...others } = written;
  const { workload, namespace, image, ...rest } = others;
  const kind = kindOf({ ...rest, command, unit });
  const draft: Draft = {
    ...rest,
    name,
    ...(workload !== undefined && { workload }),
    ...(namespace !== undefined && { namespace }),
    ...(image !== undefined && { image }),
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
  return draft.manager === 'kubernetes' ? ofKubernetes(draft, asWritten) : draft;
}

export function isWorkload(draft: Draft): draft is Workload {
  return draft.manager === 'kubernetes' && draft.workload !== undefined;
}

/** Whether nothing is missing any more. */
export function isComplete(draft: Draft): draft is Service {
  const { command, pid_file, commands } = draft;
  if (draft.manager === 'kubernetes') return false;
  if (draft.manager === 'pidfile') return command !== undefined && pid_file !== undefined;
  return draft.manager === 'command' ? commands !== undefined : kindOf(draft) !== undefined;
}
