import type { LogLine } from '../history/line.ts';

/** What `SCRIPT sample` wrote at one instant; what it could not read is absent. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Minutes east of Greenwich. */
  readonly offset: number;
  readonly pid?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly pss?: number;
  /** Milliseconds. */
  readonly uptime?: number;
  /** 1-minute load average, of the whole machine. */
  readonly load?: number;
  readonly cpus?: number;
  /** The highest of the three pressures, in percent. */
  readonly pressure?: number;
}

/** The end of a process and the beginning of the next, as a finished restart tells them. */
export interface Ending {
  readonly at: number;
  readonly offset: number;
  /** Milliseconds. */
  readonly uptime: number;
  /** Bytes of the old process, and of the new one where it is told. */
  readonly before: number;
  readonly after?: number;
}

function numberOf(text: string | undefined, unit = ''): number | undefined {
  const digits = text?.endsWith(unit) ? text.slice(0, text.length - unit.length) : '';
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(digits) ? Number(digits) : undefined;
}

const seconds = (text: string | undefined) => {
  const value = numberOf(text, 's');
  return value === undefined ? undefined : value * 1000;
};

/** The sample of a line; `undefined` for a line of another kind. */
export function readSample({ at, offset, event, fields }: LogLine): Sample | undefined {
  if (event !== 'sample') return undefined;
  const pressures = ['pressure_cpu', 'pressure_memory', 'pressure_io'].map((key) => numberOf(fields[key]));
  const known = pressures.filter((value) => value !== undefined);
  const values = {
    pid: numberOf(fields['pid']),
    memory: numberOf(fields['memory']),
    pss: numberOf(fields['pss']),
    uptime: seconds(fields['uptime']),
    load: numberOf(fields['load']),
    cpus: numberOf(fields['cpus']),
    pressure: known.length === 0 ? undefined : Math.max(...known),
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return { at, offset, ...Object.fromEntries(given) };
}

/** PSS where the script could read it, else RSS: what its memory gate looks at as well. */
function memoryOf(fields: LogLine['fields'], phase: 'before' | 'after'): number | undefined {
  return numberOf(fields[`pss_${phase}`]) || numberOf(fields[`memory_${phase}`]) || undefined;
}

/** What a line tells about the end of a process; `undefined` for a line that tells nothing of it. */
export function readEnding({ at, offset, fields }: LogLine): Ending | undefined {
  const uptime = seconds(fields['uptime']);
  const before = memoryOf(fields, 'before');
  if (fields['outcome'] === undefined || uptime === undefined || before === undefined) return undefined;
  const after = fields['outcome'] === 'success' ? memoryOf(fields, 'after') : undefined;
  return { at, offset, uptime, before, ...(after === undefined ? {} : { after }) };
}
