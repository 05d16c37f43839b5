import type { Gates, Service } from '../config/config.ts';
import { writeDuration, writeSize } from '../config/quantity.ts';
import { hasGate } from './gates.ts';

/** Why a run of the script may be skipped by its gates, for the runbook. */
export interface Skip {
  /** As it stands in the log: `gate=memory`. */
  readonly gate: string;
  readonly means: string;
}

/** What the entries ask for, each once: "800M or 1G". */
function limits(service: Service, read: (when: Gates) => string | undefined): string {
  const found = service.schedule.flatMap(({ when }) => (when === undefined ? [] : (read(when) ?? [])));
  return [...new Set(found)].join(' or ');
}

function memory(service: Service): Skip {
  const limit = limits(service, ({ memory_above, sustained }) =>
    memory_above === undefined
      ? undefined
      : `${writeSize(memory_above)}${sustained > 1 ? ` at ${sustained} checks in a row` : ''}`,
  );
  const checks = hasGate(service, ({ sustained }) => sustained > 1)
    ? '; checks=2/3: at two checks in a row so far, of three'
    : '';
  return {
    gate: 'gate=memory',
    means: `it does not hold more than ${limit}; memory and limit in bytes${checks}`,
  };
}

function pressure({ pressure_below = {} }: Gates): string | undefined {
  const each = Object.entries(pressure_below).map(([name, value]) => `${name} ${value}%`);
  return each.length === 0 ? undefined : each.join(', ');
}

const BLIND = 'on a kernel that does not tell it the gate counts as open, with a warning in the log';

/** The gates of a service in the order in which they are judged. */
export function skipsOf(service: Service): Skip[] {
  const uptime = limits(service, ({ uptime_above }) =>
    uptime_above === undefined ? undefined : writeDuration(uptime_above),
  );
  const load = limits(service, ({ load_below }) => load_below?.toString());
  const pressures = limits(service, pressure);
  const commands = limits(service, ({ command }) => command?.[0]);
  const waits = hasGate(service, ({ wait }) => wait > 0);
  return [
    ...(uptime === '' ? [] : [{ gate: 'gate=uptime', means: `it has not been up for more than ${uptime}` }]),
    ...(hasGate(service, ({ memory_above }) => memory_above !== undefined) ? [memory(service)] : []),
    ...(load === ''
      ? []
      : [
          {
            gate: 'gate=load',
            means: `the load average of the last minute, divided by cpus, is not below ${load}`,
          },
        ]),
    ...(pressures === ''
      ? []
      : [
          {
            gate: 'gate=pressure',
            means: `in the last minute processes waited for a resource at least as long as allowed: ${pressures}; ${BLIND}`,
          },
        ]),
    ...(commands === ''
      ? []
      : [{ gate: 'gate=command', means: `${commands} did not exit 0; status=124: it took too long` }]),
    ...(waits
      ? [{ gate: 'gate=replaced', means: 'somebody restarted it while this run waited for a calm host' }]
      : []),
  ];
}
