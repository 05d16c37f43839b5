import type { Advice } from '../history/advice.ts';
import type { ReadFile } from '../history/read.ts';
import { counted, duration, minute, number, size } from './format.ts';

/** What to do about each exit status of a failed run; the runbook of the bundle says more. */
const NEXT: Readonly<Record<number, string>> = {
  10: 'see what keeps the old process alive; nothing new was started',
  11: "read the service's own output",
  12: 'it runs but is not healthy: ask its health check by hand',
  13: 'the preflight or the command itself is at fault; the old process was left alone',
  14: 'others could change the PID file or a folder above it: mend owner and mode',
  69: 'install the tool that is missing',
  73: 'its state folder cannot be written: look at space and rights',
  77: 'run it as root or as the right user',
};

function because(exit: number, reason: string): string {
  const next = NEXT[exit];
  return `${reason === '' ? 'no reason was logged' : reason} (exit ${exit})${next === undefined ? '' : `; ${next}`}`;
}

const SKIPPED_BY: Readonly<Record<string, string>> = {
  paused: 'it is paused; `resume` ends the pause',
  stopped: 'it was stopped on purpose; `start` ends that',
  locked: 'another run holds the lock; look for one that hangs',
};

/** A sentence for a person, without a full stop at its end. Reasons in it come from the log as they are. */
export function sayAdvice(advice: Advice): string {
  switch (advice.code) {
    case 'failing': {
      const { count, since, exit, reason } = advice;
      return `it has failed since ${minute(since)} (${counted(count, 'run')}): ${because(exit, reason)}`;
    }
    case 'overdue': {
      const { last, silent_seconds, interval_seconds } = advice;
      return `no run since ${minute(last)}, ${duration(silent_seconds)} ago, though it usually runs every ${duration(interval_seconds)}: the schedule has stopped, or newer logs are missing here`;
    }
    case 'always_skipped':
      return `the last ${number(advice.count)} runs were all skipped: ${SKIPPED_BY[advice.by] ?? `the gate ${advice.by} does not let them through`}`;
    case 'failed':
      return `${number(advice.count)} of ${counted(advice.of, 'restart')} failed, most often: ${because(advice.exit, advice.reason)}`;
    case 'not_freed':
      return `restarts free hardly any memory (${size(advice.before)} before, ${size(advice.after)} after): what it needs is needed from the start`;
    case 'killed':
      return `${number(advice.count)} of ${counted(advice.of, 'restart')} had to kill the old process: it needs more than stop.timeout, or another stop.signal`;
    case 'found_dead':
      return `${counted(advice.count, 'time')} it was not running and had to be started: it crashes or is ended by something else`;
    case 'leaks': {
      const { slope, low, high, warming } = advice;
      const rate = `${size(slope)} an hour (95 %: ${size(low)} to ${size(high)})`;
      return warming
        ? `between restarts its memory grows by ${rate}, if that is no warming up: its uptimes are too alike to tell`
        : `between restarts its memory grows by ${rate}: it leaks`;
    }
    case 'retried':
      return `${number(advice.count)} of ${counted(advice.of, 'restart')} took more than one attempt to start`;
    case 'long_downtime':
      return `one restart left it down for ${duration(advice.max)}, the usual one for ${duration(advice.median)}`;
  }
}

/** What was wrong with a file, one sentence each; nothing for a good one. */
export function sayFile({ path, lines, broken, firstBroken, damage }: ReadFile): string[] {
  const told =
    broken === 0
      ? []
      : [
          `${path}: ${number(broken)} of ${counted(lines, 'line')} could not be read, the first in line ${firstBroken}`,
        ];
  return damage === undefined
    ? told
    : [...told, `${path}: only ${counted(lines, 'line')} could be read: ${damage}`];
}
