import type { Service } from '../config/config.ts';
import { stopLimit } from './managed.ts';
import { scriptParts } from './script.ts';

/** The limits that stand in templates/bash themselves, in milliseconds: a process going after KILL, … */
const KILL = 10_000;
/** … a new one being ready to start, systemctl answering, logger taking a line, … */
const READY = 30_000;
const SYSTEMCTL = 30_000;
const LOGGER = 2000;
/** … the lock of the metrics; reading the output for an alert, and sending it. */
const METRICS = 5000;
const ALERTS = 12_000;
/** A manager's commands may end well before what they stop is gone. */
const LINGER = 5000;
/** What knows no limit: disks, cleaning up, looking at all processes. */
const REST = 60_000;

const wholeSeconds = (limit: number) => Math.ceil(limit / 1000) * 1000;
/** A command that outlives its limit is killed two seconds later. */
const bounded = (limit: number) => wholeSeconds(limit) + 2000;
const ASK = bounded(10_000);

/** Finding out whether it runs; the script sees its own process at once. */
function look({ manager, commands }: Service): number {
  if (manager === 'pidfile') return 0;
  if (manager === 'systemd') return SYSTEMCTL;
  return [commands?.status, commands?.pid].filter((one) => one !== undefined).length * ASK;
}

/** One health check, and whose port it is. */
function probe(service: Service): number {
  const { health_check, manager } = service;
  return health_check === undefined
    ? 0
    : bounded(health_check.timeout) + (manager === 'systemd' ? look(service) : 0);
}

/** From asking the old process to stop until it is gone. */
function stopping(service: Service): number {
  const limit = stopLimit(service);
  if (service.manager === 'pidfile') return limit + (service.stop.kill ? KILL : 0);
  if (service.manager === 'systemd') return wholeSeconds(limit) + 2 * look(service);
  return bounded(limit) + LINGER + look(service);
}

/** All attempts to start it, until it has settled or they are used up; each new process is checked before. */
function starting(service: Service, has: (part: string) => boolean): number {
  const { manager, start } = service;
  const { attempts, retry_delay, timeout } = start;
  const settle = Math.max(start.settle, 200);
  const delays = retry_delay * (2 ** (attempts - 1) - 1);
  const preflight = has('preflight') ? bounded(timeout) : 0;
  if (manager === 'pidfile') {
    const daemon = has('forking') ? timeout : 0;
    return attempts * (preflight + READY + daemon + settle + KILL) + delays;
  }
  const settled = settle + 2 * look(service);
  if (manager === 'systemd') {
    return preflight + attempts * (2 * SYSTEMCTL + wholeSeconds(timeout) + settled) + delays;
  }
  // What is half up is stopped before the next attempt.
  const again = (attempts - 1) * (look(service) + bounded(stopLimit(service)));
  return preflight + ASK + attempts * (bounded(timeout) + settled) + again + delays;
}

/** From the last start until it is healthy: the last probe may begin just before the limit. */
function healing(service: Service): number {
  const { health_check, start } = service;
  if (health_check === undefined) return 0;
  return start.timeout + look(service) + health_check.interval + probe(service);
}

/** Every line goes to syslog on its own: of each attempt and each folder, and of the run. */
function telling({ cleanup, log, start }: Service, has: (part: string) => boolean): number {
  const lines = 12 + 2 * start.attempts + cleanup.length;
  return (log.syslog ? lines * LOGGER : 0) + (has('metrics') ? METRICS : 0) + (has('alerts') ? ALERTS : 0);
}

/**
 * The longest that one run of the script can take while each of its steps keeps within its limit, in milliseconds: what
 * hangs longer is ended by systemd. Jitter and the wait for gates come on top.
 */
export function longestRun(service: Service): number {
  const parts = new Set(scriptParts(service).map((part) => part.replace('+', '')));
  const has = (part: string) => parts.has(part);
  // `ensure` looks and probes before it takes the lock and under it; gates look once more.
  const finding = 3 * look(service) + 2 * probe(service) + (has('unit-memory') ? SYSTEMCTL : 0);
  const port = has('port') ? service.start.timeout : 0;
  return (
    REST +
    finding +
    stopping(service) +
    port +
    starting(service, has) +
    healing(service) +
    telling(service, has)
  );
}
