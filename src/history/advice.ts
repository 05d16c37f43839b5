import type { Summary } from './summary.ts';

/** Something to look at, as data; `report/words.ts` says it. The gravest come first. */
export type Advice =
  | { readonly code: 'failing'; readonly since: string; readonly count: number; readonly exit: number; readonly reason: string }
  | { readonly code: 'overdue'; readonly last: string; readonly silent_seconds: number; readonly interval_seconds: number }
  | { readonly code: 'always_skipped'; readonly count: number; readonly by: string }
  | { readonly code: 'failed'; readonly count: number; readonly of: number; readonly exit: number; readonly reason: string }
  | { readonly code: 'not_freed'; readonly before: number; readonly after: number }
  | { readonly code: 'killed'; readonly count: number; readonly of: number }
  | { readonly code: 'found_dead'; readonly count: number }
  | { readonly code: 'leaks'; readonly slope: number; readonly low: number; readonly high: number; readonly warming: boolean }
  | { readonly code: 'retried'; readonly count: number; readonly of: number }
  | { readonly code: 'long_downtime'; readonly median: number; readonly max: number }; // prettier-ignore

const MANY_SKIPPED = 5;
const FEWEST_INTERVALS = 3;
/** Silent for so many usual intervals, and more than an hour beyond: the schedule has stopped, or newer logs are missing. */
const OVERDUE = 3;
const HOUR = 3600;
/** A restart that leaves so much of the memory in use has freed nothing. */
const STILL_IN_USE = 0.9;

function tellFailing(summary: Summary): Advice[] {
  const { failing_since: since, failures_in_a_row: count, last_run: last } = summary;
  if (since === null || last === null) return [];
  const newest = summary.failures[0];
  const { exit, reason } = last.outcome === 'failure' || newest === undefined ? last : newest;
  return [{ code: 'failing', since, count, exit, reason }];
}

function tellOverdue(
  { last_run: last, interval_seconds: interval, intervals }: Summary,
  now: number,
): Advice[] {
  if (last === null || interval === null || intervals < FEWEST_INTERVALS) return [];
  const silent = (now - Date.parse(last.at)) / 1000;
  if (silent < Math.max(OVERDUE * interval.median, interval.p95) + HOUR) return [];
  return [{ code: 'overdue', last: last.at, silent_seconds: silent, interval_seconds: interval.median }];
}

function tellSkipped({ skipped_in_a_row: count, last_run: last }: Summary): Advice[] {
  return count < MANY_SKIPPED || last === null
    ? []
    : [{ code: 'always_skipped', count, by: last.skipped_by }];
}

function tellOutcomes({ restarts, failures, failing_since, kills, retried, found_dead }: Summary): Advice[] {
  const of = restarts.success + restarts.failure;
  const [worst] = failures;
  const found: Advice[] = [];
  if (worst !== undefined && failing_since === null) {
    found.push({ code: 'failed', count: restarts.failure, of, exit: worst.exit, reason: worst.reason });
  }
  if (kills > 0) found.push({ code: 'killed', count: kills, of });
  if (found_dead > 0) found.push({ code: 'found_dead', count: found_dead });
  if (retried > 0) found.push({ code: 'retried', count: retried, of });
  return found;
}

function tellMemory({ memory_bytes: memory, leak }: Summary, restarts: number): Advice[] {
  const found: Advice[] = [];
  if (memory !== null && restarts > 2 && memory.after >= STILL_IN_USE * memory.before) {
    found.push({ code: 'not_freed', before: memory.before, after: memory.after });
  }
  if (leak?.certain === true) {
    const { slope, low, high, basis } = leak;
    found.push({ code: 'leaks', slope, low, high, warming: basis === 'start_and_end' });
  }
  return found;
}

function tellDowntime({ downtime_seconds: downtime }: Summary): Advice[] {
  if (downtime === null || downtime.max < 30 || downtime.max < 10 * downtime.median) return [];
  return [{ code: 'long_downtime', median: downtime.median, max: downtime.max }];
}

const ORDER: readonly Advice['code'][] = [
  'failing', 'overdue', 'always_skipped', 'failed', 'not_freed', 'killed', 'found_dead', 'leaks', 'retried', 'long_downtime',
]; // prettier-ignore

/** What a person should look at; `now` in milliseconds since 1970. */
export function adviceFor(summary: Summary, now: number): Advice[] {
  const { success } = summary.restarts;
  const found = [
    ...tellFailing(summary),
    ...tellOverdue(summary, now),
    ...tellSkipped(summary),
    ...tellOutcomes(summary),
    ...tellMemory(summary, success),
    ...tellDowntime(summary),
  ];
  return found.sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
}

/** The services to be shown at length: all while they are few, else those with something to look at. */
export function noteworthy(services: readonly Summary[], now: number, few: number): readonly Summary[] {
  return services.length <= few ? services : services.filter((summary) => adviceFor(summary, now).length > 0);
}
