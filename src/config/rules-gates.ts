import type { Gates, ScheduleEntry } from './config.ts';
import { shortestGap } from './gaps.ts';
import { writeDuration } from './quantity.ts';
import type { Breach, Rule } from './rule.ts';
import { eachEntry, placeOf } from './rules-schedule.ts';
import { hasPath, type Path } from './values.ts';

/** A rule on the gates of each entry that has some. */
function eachGates(check: (when: Gates, path: Path, entry: ScheduleEntry) => readonly Breach[]): Rule {
  return eachEntry((entry, place) =>
    entry.when === undefined ? [] : check(entry.when, [...place, 'when'], entry),
  );
}

/** Whether there is a gate that may open while one waits: how much memory it holds is no matter of patience. */
function canWait({ load_below, pressure_below, command }: Gates): boolean {
  return load_below !== undefined || pressure_below !== undefined || command !== undefined;
}

const ofTheProcess = ({ memory_above, uptime_above }: Gates) =>
  memory_above !== undefined || uptime_above !== undefined;

export const whenHasAGate = eachGates((when, path) =>
  ofTheProcess(when) || canWait(when) ? [] : [{ code: 'no-gate', path }],
);

export const pressureNamesAResource = eachGates(({ pressure_below }, path) =>
  pressure_below !== undefined && Object.keys(pressure_below).length === 0
    ? [{ code: 'no-pressure', path: [...path, 'pressure_below'] }]
    : [],
);

/** A dead service is started at once, whatever the host is busy with. */
export const gatesAreForRestarts = eachGates((_when, path, { action }) =>
  action === 'restart' ? [] : [{ code: 'gate-of-other-action', path, args: { action } }],
);

/** A key of `when` that would change nothing is refused; one at its default was not asked for. */
export const gateKeysHaveTheirGate: Rule = (service, context) =>
  service.schedule.flatMap(({ when }, index) => {
    if (when === undefined) return [];
    const path = [...placeOf(index, context), 'when'];
    const written = (key: string) => hasPath(context.written, [...path, key]);
    const breach = (key: string, code: string): Breach[] =>
      written(key) ? [{ code, path: [...path, key] }] : [];
    return [
      ...(when.memory_above === undefined ? breach('sustained', 'sustained-without-memory') : []),
      ...(canWait(when) ? [] : breach('wait', 'wait-without-gate')),
      ...(when.wait > 0 ? [] : breach('otherwise', 'otherwise-without-wait')),
    ];
  });

/** Runs that are still waiting when the next one comes would pile up. */
export const waitsEndBeforeTheNextRun = eachEntry((entry, place) => {
  const gap = shortestGap(entry);
  if (gap === undefined) return [];
  const { jitter = 0, when } = entry;
  const args = { gap: writeDuration(gap) };
  if (jitter > gap) return [{ code: 'jitter-above-interval', path: [...place, 'jitter'], args }];
  if (when === undefined || when.wait === 0 || when.wait + jitter < gap) return [];
  return [{ code: 'wait-above-interval', path: [...place, 'when', 'wait'], args }];
});

/** Commands that do not tell the process leave nothing to measure. */
export const gatesKnowTheProcess: Rule = (service, context) => {
  if (service.manager !== 'command' || service.commands === undefined) return [];
  if (service.commands.pid !== undefined) return [];
  return eachGates((when, path) =>
    ofTheProcess(when)
      ? [{ code: 'gate-needs-pid', path: [...path, when.memory_above ? 'memory_above' : 'uptime_above'] }]
      : [],
  )(service, context);
};
