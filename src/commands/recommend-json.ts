import type { Learned } from '../learn/learn.ts';
import type { Pooled } from '../learn/pool.ts';
import { recommendedSchedule, recommendedYaml } from './recommend-yaml.ts';

const round = (value: number) => Math.round(value * 1000) / 1000;

const interval = ({ slope, low, high }: Pooled) => ({
  estimate: Math.round(slope),
  low: Math.round(low),
  high: Math.round(high),
});

function serviceJson(learned: Learned) {
  const { name, samples, restarts, hosts, from, to, growth, crossing, quiet, sameHours } = learned;
  const { verdict, source, lives, longest, rate, fresh, warmUp } = growth;
  return {
    name,
    samples,
    restarts,
    hosts,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    memory: {
      verdict,
      learned_from: source,
      lives,
      longest_life_hours: round(longest),
      ...(rate === undefined ? {} : { bytes_per_hour: interval(rate) }),
      ...(fresh === undefined ? {} : { fresh_bytes: Math.round(fresh) }),
      warm_up_hours: round(warmUp),
      lives_cover_same_hours: sameHours,
    },
    ...(crossing === undefined ? {} : { limit: limitJson(crossing) }),
    quiet: {
      hours_seen: quiet.hours,
      weeks: round(quiet.weeks),
      utc_offset_minutes: quiet.offset,
      ...(quiet.day === undefined ? {} : { of_day: quiet.day }),
      ...(quiet.week === undefined ? {} : { of_week: quiet.week }),
      ...(quiet.reason === undefined ? {} : { none_because: quiet.reason }),
    },
    schedule: recommendedSchedule(learned),
  };
}

function limitJson({ limit, given, likely, soonest, latest, beyond }: NonNullable<Learned['crossing']>) {
  return {
    bytes: Math.round(limit),
    given,
    hours: round(likely),
    hours_soonest: round(soonest),
    ...(latest === undefined ? {} : { hours_latest: round(latest) }),
    beyond_longest_life: beyond,
  };
}

/** What was learned, for other programs; sizes in bytes, times in hours. */
export function recommendJson(all: readonly Learned[]): string {
  const yaml = all.length === 0 ? '' : recommendedYaml(all);
  return `${JSON.stringify({ services: all.map(serviceJson), yaml }, null, 2)}\n`;
}
