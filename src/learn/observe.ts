import type { LogLine } from '../history/line.ts';
import { type Ending, readEnding, readSample, type Sample } from './sample.ts';

/** What logs tell of one service on one host, in order of time. */
export interface Observed {
  readonly samples: readonly Sample[];
  readonly endings: readonly Ending[];
}

interface Growing {
  samples: Sample[];
  endings: Ending[];
}

/** A year of samples, one every five minutes; older ones say little about a program that changes. */
const MOST = 105_000;

/** The newest ones, thrown out in bulk: a shift for each would move all others. */
function bounded<T>(list: T[]): T[] {
  return list.length > 1.5 * MOST ? list.slice(-MOST) : list;
}

/** Collects the samples and restarts of each service, host by host. */
export function observer() {
  const services = new Map<string, Map<string, Growing>>();
  let lines = 0;
  const placeOf = (service: string, host: string): Growing => {
    const hosts = services.get(service) ?? new Map<string, Growing>();
    const place = hosts.get(host) ?? { samples: [], endings: [] };
    hosts.set(host, place);
    services.set(service, hosts);
    return place;
  };
  return {
    /** How many lines were taken, whether they told anything or not. */
    lines: () => lines,
    take(line: LogLine, host = '') {
      lines += 1;
      const sample = readSample(line);
      const ending = sample === undefined ? readEnding(line) : undefined;
      if (sample === undefined && ending === undefined) return;
      const place = placeOf(line.service, host);
      if (sample !== undefined) place.samples.push(sample);
      if (ending !== undefined) place.endings.push(ending);
      place.samples = bounded(place.samples);
      place.endings = bounded(place.endings);
    },
    /** By service, in order of the name. */
    observed(): ReadonlyMap<string, readonly Observed[]> {
      const names = [...services.keys()].sort();
      return new Map(names.map((name) => [name, [...(services.get(name)?.values() ?? [])].map(inOrder)]));
    },
  };
}

/** Files of one host may overlap. */
function inOrder({ samples, endings }: Growing): Observed {
  const byTime = (one: { readonly at: number }, other: { readonly at: number }) => one.at - other.at;
  return { samples: [...samples].sort(byTime), endings: [...endings].sort(byTime) };
}
