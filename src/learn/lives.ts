import type { Point } from '../history/theil-sen.ts';
import type { Sample } from './sample.ts';

/** One process from its start to its end, or as much of it as was seen. */
export interface Life {
  /** Milliseconds since 1970; where the uptime is not known, the first sample. */
  readonly start: number;
  readonly offset: number;
  /** `x`: hours since the start; `y`: bytes. In order. */
  readonly points: readonly Point[];
}

const HOUR = 3_600_000;
/** Uptimes are whole seconds, and the clock may be set a little. */
const SAME_START = 120_000;

interface Growing {
  readonly start: number;
  readonly offset: number;
  readonly pid: number | undefined;
  readonly points: Point[];
}

function continues(life: Growing, { at, pid, uptime }: Sample): boolean {
  const before = life.start + (life.points.at(-1)?.x ?? 0) * HOUR;
  if (pid !== life.pid || at < before) return false;
  return uptime === undefined || Math.abs(at - uptime - life.start) <= SAME_START;
}

/** Whether PSS is told nearly always: figures of both kinds must not be mixed within one process. */
function tellsPss(samples: readonly Sample[]): boolean {
  const running = samples.filter(({ memory }) => memory !== undefined);
  const told = running.filter(({ pss }) => pss !== undefined && pss > 0);
  return told.length > running.length * 0.9;
}

/** Splits the samples of one service on one host, in order of time, into the lives of its processes. */
export function livesOf(samples: readonly Sample[]): Life[] {
  const key = tellsPss(samples) ? 'pss' : 'memory';
  const lives: Growing[] = [];
  for (const sample of samples) {
    const y = sample[key];
    if (y === undefined || y === 0) continue;
    let life = lives.at(-1);
    if (life === undefined || !continues(life, sample)) {
      const { at, offset, pid, uptime = 0 } = sample;
      life = { start: at - uptime, offset, pid, points: [] };
      lives.push(life);
    }
    const x = (sample.at - life.start) / HOUR;
    if (x > (life.points.at(-1)?.x ?? -1)) life.points.push({ x, y });
  }
  return lives;
}
