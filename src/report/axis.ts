import { localTime } from '../history/local-time.ts';

/** A line across a chart, at a place from 0 to 1, with what stands beside it. */
interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Maps a value to a place on the axis, 0 to 1. */
export interface Axis {
  readonly place: (value: number) => number;
  readonly ticks: readonly Tick[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825].map((days) => days * DAY),
];
const MOST_TIMES = 7;

function timeLabel(at: number, offset: number, step: number, span: number): string {
  const iso = localTime(at, offset);
  if (step < DAY && span > DAY) return iso.slice(5, 16).replace('T', ' ');
  if (step < DAY) return iso.slice(11, 16);
  return span > 300 * DAY ? iso.slice(0, 10) : iso.slice(5, 10);
}

/** Ticks fall on whole hours or days of the host's clock. */
export function timeAxis(begin: number, end: number, offset: number): Axis {
  const span = Math.max(end - begin, MINUTE);
  const from = (begin + end - span) / 2;
  const step = STEPS.find((candidate) => span / candidate <= MOST_TIMES) ?? STEPS.at(-1)!;
  const shift = offset * MINUTE;
  const first = Math.ceil((from + shift) / step) * step - shift;
  const count = Math.max(0, Math.floor((from + span - first) / step) + 1);
  const place = (at: number) => (at - from) / span;
  const ticks = Array.from({ length: count }, (_, index) => first + index * step);
  return { place, ticks: ticks.map((at) => ({ at: place(at), label: timeLabel(at, offset, step, span) })) };
}

/** 1, 2 or 5 times a power of `base`'s unit, so that at most five lines are needed. */
function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 5) ?? 10 * power;
}

/** From zero to a little more than the greatest value; `unit` is what round figures are round in, such as 1024 * 1024. */
export function amountAxis(most: number, unit: number, say: (value: number) => string, leastStep = 0): Axis {
  const step = Math.max(leastStep, roundStep(Math.max(most / unit, 1e-9)) * unit);
  const top = Math.max(1, Math.ceil((most / step) * 0.999)) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return {
    place: (value) => value / top,
    ticks: ticks.map((value) => ({ at: value / top, label: say(value) })),
  };
}

/** The unit of powers of 1024 in which a figure is said. */
export function byteUnit(most: number): number {
  return 1024 ** Math.max(0, Math.min(4, Math.floor(Math.log(Math.max(most, 1)) / Math.log(1024))));
}
