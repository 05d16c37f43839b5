import { keyFacts } from '../config/key.ts';
import { textOf, warnAt, wrongAt, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { askText, labelled } from './prompts.ts';
import { isMapping, type Mapping } from '../config/values.ts';

const KEYS = ['path', 'match', 'older_than'] as const;

const HINTS = {
  path: 'Folder emptied between stop and start; Enter: none',
  match: 'Which files of it, such as *.state',
  older_than: 'Only files this old, such as 60m; Enter: any age',
};
const LABELS = { path: 'Clean-up', match: 'Files', older_than: 'Older than' };

function entriesOf(draft: Draft): readonly Mapping[] {
  const list = answerAt(draft, ['cleanup']);
  return Array.isArray(list) ? list.filter(isMapping) : [];
}

async function askEntry(
  draft: Draft,
  done: readonly Mapping[],
  before: Mapping,
  around: Surroundings,
): Promise<Mapping | undefined> {
  let entry: Mapping = {};
  for (const key of KEYS) {
    const preset = textOf(before[key]) || (key === 'match' ? '*' : '');
    const filled = (text: string): Mapping => {
      const needless = text === '' || (key === 'match' && text === '*' && before['match'] === undefined);
      return needless ? entry : { ...entry, [key]: text };
    };
    const check = (text: string) => {
      if (text === '') return undefined;
      return wrongAt(
        answer(draft, ['cleanup'], [...done, filled(text)]),
        ['cleanup', String(done.length)],
        around,
      );
    };
    const hint = key === 'path' && done.length > 0 ? 'One more folder; Enter: no' : HINTS[key];
    const text = await askText({ message: labelled(LABELS[key], hint), default: preset, check });
    if (key === 'path' && text === '') return undefined;
    entry = filled(text);
    warnAt(answer(draft, ['cleanup'], [...done, entry]), ['cleanup', String(done.length), key], around);
  }
  return entry;
}

/** Folder after folder until one is left empty; those of an existing config stand as defaults. */
export async function askCleanup(draft: Draft, around: Surroundings): Promise<Draft> {
  const before = entriesOf(draft);
  const entries: Mapping[] = [];
  for (let index = 0; ; index += 1) {
    const entry = await askEntry(draft, entries, before[index] ?? {}, around);
    if (entry !== undefined) entries.push(entry);
    else if (index >= before.length) break;
  }
  return answer(
    draft,
    ['cleanup'],
    entries.length === 0 ? (keyFacts(['cleanup']).default ?? undefined) : entries,
  );
}
