import type { Crossing } from '../learn/advice.ts';
import type { Growth, Verdict } from '../learn/growth.ts';
import type { Learned } from '../learn/learn.ts';
import type { Quiet, QuietHours } from '../learn/quiet.ts';
import { duration, size } from '../report/format.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Hours as the config writes durations. */
export const hoursText = (hours: number): string => duration(hours * 3600);

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `an hour`, with what the interval of 95 % leaves open. */
function sayRate({ rate }: Growth): string {
  if (rate === undefined) return '';
  const { slope, low, high } = rate;
  return `${size(slope)} an hour (95% interval ${size(low)} to ${size(high)})`;
}

/** What is said of each verdict. */
const SENTENCES: Readonly<Record<Verdict, (growth: Growth) => string>> = {
  leak: (growth) => {
    const warm = growth.warmUp > 0 ? ` after a warm-up of at most ${hoursText(growth.warmUp)}` : '';
    return `It leaks ${sayRate(growth)}${warm}, and goes on as it gets older.`;
  },
  'levels-off': (growth) =>
    `It grows at first and then levels off: older than ${hoursText(growth.warmUp)}, it changes by ${sayRate(growth)}. That is a cache or a warm-up, not a leak; a restart would make it begin anew.`,
  slowing: (growth) => {
    const late = growth.source === 'samples' ? ' in the later half of its lives' : '';
    return `Its growth slows down: ${sayRate(growth)}${late}. Whether it ends cannot be told from lives of at most ${hoursText(growth.longest)}; let one go on for longer and look again.`;
  },
  step: () =>
    'Most of what it gains comes at once, in nearly every life. That is no leak: something loads it then, which its own log may tell.',
  slight: (growth) =>
    `It grows by ${sayRate(growth)}: less than a tenth of its size in 30 days, which no restart is worth.`,
  none: (growth) => `It does not grow: ${sayRate(growth)} is nothing that matters within a life.`,
  unclear: (growth) => {
    if ((growth.rate?.low ?? 0) <= 0) {
      return `Whether it grows cannot be told yet: ${sayRate(growth)} may be nothing or may matter.`;
    }
    const why =
      growth.source === 'restarts'
        ? 'restarts tell only the beginning and the end of a life'
        : 'the later half of its lives does not show it clearly';
    return `It gained ${sayRate(growth)}, but ${why}: it may be a leak, or a warm-up that ends.`;
  },
  'too-little': ({ lives, longest }) =>
    `Too little is known of its memory: ${lives} ${lives === 1 ? 'life' : 'lives'} with enough samples, the longest ${hoursText(longest)}. It takes 12 hours of lives with 8 samples each.`,
};

/** Whether and how fast it grows, and what it rests on. */
export function sayGrowth({ growth, sameHours }: Learned): string {
  const { lives, longest, source, verdict, rate } = growth;
  const aside = rate?.aside ?? 0;
  const apart = aside > 0 ? ` (${aside} more, far from all others, are left aside)` : '';
  const many = lives - aside === 1 ? '1 life' : `${lives - aside} lives`;
  const rests = `Seen in ${many} of up to ${hoursText(longest)}${source === 'restarts' ? ', by their ends alone' : ''}${apart}.`;
  const grows = verdict === 'leak' || verdict === 'slowing' || verdict === 'unclear';
  const rhythm =
    'All lives cover the same hours of the day, so the rhythm of the day may be in it; a life of some days would tell.';
  const parts = [
    SENTENCES[verdict](growth),
    verdict === 'too-little' ? '' : rests,
    grows && sameHours ? rhythm : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** When it reaches its limit. */
export function sayCrossing(
  { limit, given, likely, soonest, latest, beyond }: Crossing,
  growth: Growth,
): string {
  const fresh = `A fresh process holds ${size(growth.fresh ?? 0)}`;
  if (soonest === 0) return `${fresh}, which is above the limit of ${size(limit)} already.`;
  const until = latest === undefined ? 'or later' : `to ${hoursText(latest)}`;
  const when = `after ${hoursText(likely)} (${hoursText(soonest)} ${until})`;
  const far = beyond ? ` No life was as long as that: the longest had ${hoursText(growth.longest)}.` : '';
  if (given) return `${fresh} and reaches ${size(limit)} ${when}.${far}`;
  return `${fresh} and twice as much ${when}.${far} No limit was given: --limit 800M says when it reaches that.`;
}

/** `Sunday 03:00 to 04:00`, or `03:00 to 04:00`. */
export function sayHour({ hour, weekday }: Quiet): string {
  const span = `${twoDigits(hour)}:00 to ${twoDigits((hour + 1) % 24)}:00`;
  return weekday === undefined ? span : `${WEEKDAYS[weekday] ?? ''} ${span}`;
}

/** `+09:00`. */
function sayOffset(minutes: number): string {
  const apart = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(apart / 60))}:${twoDigits(apart % 60)}`;
}

const twoFigures = (value: number) => String(Number(value.toPrecision(2)));

/** Which hour is the quietest, and what that rests on. */
export function sayQuiet({ hours, weeks, offset, day, week, reason }: QuietHours): string {
  const best = week ?? day;
  const rests = `${hours} hours within ${twoFigures(weeks)} weeks`;
  if (best === undefined) {
    if (hours === 0) return 'No sample tells the load of the machine.';
    if (reason === 'alike') return `No hour is clearly quieter than the others (seen: ${rests}).`;
    return `Which hour is the quietest cannot be told yet: each hour of the day must be seen on 3 days (seen: ${rests}).`;
  }
  const busy = `load per CPU plus pressure is ${twoFigures(best.busy)}, in a usual hour ${twoFigures(best.usual)}`;
  const seen = `Rests on ${best.seen} ${best.weekday === undefined ? 'days' : 'weeks'} (${rests}).`;
  const other =
    week === undefined
      ? 'No hour of the week stands out from that, or too few weeks were seen.'
      : day === undefined
        ? 'No hour of the day is quieter on all days.'
        : `For a restart every day: ${sayHour(day)}.`;
  return `${sayHour(best)} by the host's clock (${sayOffset(offset)}): ${busy}. ${seen} ${other}`;
}
