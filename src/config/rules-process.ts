import type { Rule } from './rule.ts';

export const hasOneProbe: Rule = ({ health_check }) => {
  if (health_check === undefined) return [];
  const probes = (['http', 'tcp', 'command'] as const).filter((key) => health_check[key] !== undefined);
  if (probes.length === 0) return [{ code: 'no-probe', path: ['health_check'] }];
  const [, second] = probes;
  if (second === undefined) return [];
  return [{ code: 'many-probes', path: ['health_check', second], args: { probes: probes.join(' and ') } }];
};

/** Nothing survives KILL, so `kill: false` would be a promise that is not kept. */
export const killIsNotTheStopSignal: Rule = ({ stop }) =>
  stop.signal === 'KILL' && !stop.kill ? [{ code: 'kill-false-with-kill', path: ['stop', 'kill'] }] : [];

export const reopeningDoesNotStop: Rule = ({ reopen_signal, stop }) => {
  const path = ['reopen_signal'];
  if (reopen_signal === undefined) return [];
  if (reopen_signal === 'KILL') return [{ code: 'reopen-by-kill', path }];
  if (reopen_signal !== stop.signal) return [];
  return [{ code: 'reopen-is-stop', path, args: { signal: reopen_signal } }];
};

/** The mark is how orphans of the service are found. */
export const markIsNotSet: Rule = ({ environment }) =>
  Object.hasOwn(environment, 'SAIKIDO_SERVICE')
    ? [{ code: 'mark-in-environment', path: ['environment', 'SAIKIDO_SERVICE'] }]
    : [];

/** Names that bash, which starts the process, keeps for itself: read-only, or with values of its own. */
export const BASH_NAMES =
  /^(?:BASH.*|COMP_.*|EPOCH.*|DIRSTACK|E?UID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|S?RANDOM|SECONDS|SHELLOPTS|SHLVL|_)$/;

export const namesOfBashAreNotSet: Rule = ({ environment }) =>
  Object.keys(environment)
    .filter((name) => BASH_NAMES.test(name))
    .map((name) => ({ code: 'name-of-bash', path: ['environment', name] }));

/** Says something only of a `settle` that somebody wrote. */
export const settlesWithinTheTimeout: Rule = ({ start }, { written }) => {
  const asked = written['start'];
  const wrote = typeof asked === 'object' && asked !== null && Object.hasOwn(asked, 'settle');
  return wrote && start.settle > start.timeout
    ? [{ code: 'settle-above-timeout', path: ['start', 'settle'] }]
    : [];
};

export const userNeedsRoot: Rule = (service, { install }) => {
  if (install === 'system') return [];
  return (['user', 'group'] as const)
    .filter((key) => service[key] !== undefined)
    .map((key) => ({ code: 'user-needs-root', path: [key] }));
};

/** As for every duration: what is longer is a slip, and neither systemd nor Prometheus can count much further. */
const LONGEST_PAUSES = 366 * 86_400_000;

/** The pauses double, so that twenty of them are half a million times the first. */
export const attemptsComeToAnEnd: Rule = ({ start }) => {
  const pauses = start.retry_delay * (2 ** (start.attempts - 1) - 1);
  if (pauses <= LONGEST_PAUSES) return [];
  const args = { attempts: start.attempts, years: Math.round(pauses / (365.25 * 86_400_000)) };
  return [{ code: 'endless-attempts', path: ['start', 'retry_delay'], args }];
};
