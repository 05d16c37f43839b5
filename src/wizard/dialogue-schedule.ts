import { wrongAt, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { askChoice, askText, labelled } from './prompts.ts';
import { isMapping, same } from '../config/values.ts';
import { textOfScalar } from './tree.ts';

const PATH = ['schedule'];
const PRESETS = [
  ['0 3 * * *', 'Every night at 03:00'],
  ['0 3 * * 0', 'Every Sunday at 03:00'],
  ['0 */6 * * *', 'Every six hours'],
  ['@hourly', 'Every hour'],
] as const;

/** The schedule as a list, whichever of its short forms stands in the file. */
function entriesOf(draft: Draft): readonly unknown[] {
  const value = answerAt(draft, PATH);
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function withEntries(draft: Draft, entries: readonly unknown[]): Draft {
  return answer(draft, PATH, entries.length === 0 ? undefined : entries.length === 1 ? entries[0] : entries);
}

function isEnsure(entry: unknown): boolean {
  return isMapping(entry) && entry['action'] === 'ensure';
}

/** What the question about restarts leaves alone: `ensure` has one of its own, `sample` none. */
function isOther(entry: unknown): boolean {
  return isEnsure(entry) || (isMapping(entry) && entry['action'] === 'sample');
}

/** One line for an entry of the file. */
function sayEntry(entry: unknown): string {
  if (!isMapping(entry)) return String(entry);
  const time =
    entry['every'] === undefined ? textOfScalar(entry['cron']) : `every ${textOfScalar(entry['every'])}`;
  const gated = entry['when'] === undefined ? time : `${time} (when …)`;
  return isEnsure(entry) ? `${time} (if it died)` : gated;
}

async function askCron(
  draft: Draft,
  rest: readonly unknown[],
  preset: string,
  around: Surroundings,
): Promise<string> {
  const check = (text: string) => wrongAt(withEntries(draft, [text, ...rest]), PATH, around);
  const live = (text: string) => {
    const runs = around.nextRuns(text, 3);
    return runs.length === 0
      ? ['minute hour day month weekday']
      : runs.map((run, index) => `${index === 0 ? 'next' : '    '}  ${run}`);
  };
  return askText({
    message: labelled('Cron expression', 'Five fields, or @daily'),
    default: preset,
    check,
    live,
  });
}

/** Presets first; who wants more types an expression and sees when it runs. */
export async function askSchedule(draft: Draft, label: string, around: Surroundings): Promise<Draft> {
  const before = entriesOf(draft);
  const restarts = before.filter((entry) => !isOther(entry));
  const rest = before.filter(isOther);
  const known = PRESETS.some(([cron]) => same(restarts, [cron]));
  const next = (cron: string) => around.nextRuns(cron, 1).map((run) => `next  ${run}`);
  const kept = {
    value: 'keep',
    name: `As it is: ${restarts.map(sayEntry).join(', ')}`,
    short: restarts.map(sayEntry).join(', '),
  };
  const offered = [
    ...(known || restarts.length === 0 ? [] : [kept]),
    ...PRESETS.map(([value, name]) => ({ value, name, short: value, description: next(value)[0] ?? '' })),
    { value: 'cron', name: 'A cron expression …', short: 'as follows' },
    ...(wrongAt(withEntries(draft, rest), PATH, around) === undefined
      ? [{ value: 'never', name: 'Never by itself', short: 'never' }]
      : []),
  ];
  const preset = known ? String(restarts[0]) : restarts.length === 0 ? 'never' : 'keep';
  const chosen = await askChoice(labelled(label, 'When it is restarted'), offered, preset);
  if (chosen === 'keep') return draft;
  if (restarts.some(isMapping)) around.tell(`Taken out: schedule ${restarts.map(sayEntry).join(', ')}`);
  if (chosen === 'never') return withEntries(draft, rest);
  if (chosen !== 'cron') return withEntries(draft, [chosen, ...rest]);
  const typed = typeof restarts[0] === 'string' ? restarts[0] : '0 3 * * *';
  return withEntries(draft, [await askCron(draft, rest, typed, around), ...rest]);
}

const INTERVALS = ['1m', '5m', '15m'];

/** A second entry that starts the service when it died. */
export async function askEnsure(draft: Draft, label: string): Promise<Draft> {
  const entries = entriesOf(draft);
  const now = entries.find(isEnsure);
  const every = isMapping(now) && typeof now['every'] === 'string' ? now['every'] : undefined;
  const kept = now !== undefined && (every === undefined || !INTERVALS.includes(every));
  const offered = [
    ...(kept ? [{ value: 'keep', name: `As it is: ${sayEntry(now)}`, short: sayEntry(now) }] : []),
    { value: 'no', name: 'Wait for the next restart' },
    ...INTERVALS.map((value) => ({ value, name: `Look every ${value}, and start it` })),
  ];
  const chosen = await askChoice(
    labelled(label, 'Between two restarts'),
    offered,
    kept ? 'keep' : (every ?? 'no'),
  );
  if (chosen === 'keep') return draft;
  const restarts = entries.filter((entry) => !isEnsure(entry));
  return withEntries(draft, chosen === 'no' ? restarts : [...restarts, { every: chosen, action: 'ensure' }]);
}
