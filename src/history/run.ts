import type { LogLine } from './line.ts';

export type Outcome = 'success' | 'failure' | 'skipped';

/** The line in which a run of the script ended, with its figures; what could not be measured is left out. */
export interface Run {
  readonly at: number;
  readonly offset: number;
  readonly action: string;
  readonly event: string;
  readonly outcome: Outcome;
  readonly exit: number;
  readonly reason: string;
  /** One word for why it was skipped: `paused`, `stopped`, `locked`, or the gate that said no. */
  readonly skipped_by: string;
  /** Seconds. */
  readonly downtime: number | undefined;
  readonly stop: number | undefined;
  readonly uptime: number | undefined;
  /** Bytes of all processes of the service. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly pss_before: number | undefined;
  readonly pss_after: number | undefined;
  readonly attempts: number | undefined;
  readonly killed: boolean;
}

/** Actions that say something about the process; `pause` and `resume` do not. */
const ACTIONS = new Set(['restart', 'start', 'stop', 'ensure']);

function secondsOf(text: string | undefined): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)s$/.exec(text ?? '');
  return found === null ? undefined : Number(found[1]);
}

/** The script writes 0 for memory that it may not read. */
function bytesOf(text: string | undefined): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined;
}

function skippedBy(exit: number, gate: string | undefined, reason: string): string {
  if (gate !== undefined && /^[a-z_]{1,30}$/.test(gate)) return gate;
  if (exit === 75) return 'locked';
  return /^(?:paused|stopped)/.exec(reason)?.[0] ?? 'other';
}
function isOutcome(text: string | undefined): text is Outcome {
  return text === 'success' || text === 'failure' || text === 'skipped';
}

/** The run that ended in this line; `undefined` for a line in the middle of a run, and for what concerns no process. */
export function readRun(line: LogLine): Run | undefined {
  const { fields, event } = line;
  const action = fields['action'];
  if (action === undefined || !ACTIONS.has(action)) return undefined;
  const outcome = fields['outcome'];
  if (!isOutcome(outcome) || !/^\d{1,3}$/.test(fields['exit'] ?? '')) return undefined;
  const exit = Number(fields['exit']);
  const reason = fields['reason'] ?? '';
  // Where nothing was stopped, nothing was down because of us.
  const stopped = fields['old_pid'] !== undefined;
  return {
    at: line.at,
    offset: line.offset,
    action,
    event,
    outcome,
    exit,
    reason,
    skipped_by: outcome === 'skipped' ? skippedBy(exit, fields['gate'], reason) : '',
    downtime: stopped ? secondsOf(fields['downtime']) : undefined,
    stop: stopped ? secondsOf(fields['stop']) : undefined,
    uptime: secondsOf(fields['uptime']),
    before: bytesOf(fields['memory_before']),
    after: bytesOf(fields['memory_after']),
    pss_before: bytesOf(fields['pss_before']),
    pss_after: bytesOf(fields['pss_after']),
    attempts: bytesOf(fields['attempts']),
    killed: fields['killed'] === '1',
  };
}

/**
 * Whether the run counts in `saikido_restarts_total`: it restarted or started the process, failed to, or was skipped.
 * A healthy process that was left alone is none, and neither is a stop.
 */
export function isRestart({ action, event, outcome }: Run): boolean {
  if (outcome === 'skipped') return true;
  if (outcome === 'failure') return action !== 'stop';
  return event === 'restarted' || event === 'started';
}
