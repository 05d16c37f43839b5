import { keyFacts } from '../config/key.ts';
import { askKey, wrongAt, type Surroundings } from './dialogues.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { askChoice, labelled } from './prompts.ts';
import { isMapping } from '../config/values.ts';

const PROBES = ['http', 'tcp', 'command'] as const;

/** The probe that counts now, if any. */
function probeOf(draft: Draft): (typeof PROBES)[number] | 'none' {
  const check = answerAt(draft, ['health_check']);
  return PROBES.find((probe) => isMapping(check) && check[probe] !== undefined) ?? 'none';
}

function cleared(draft: Draft): Draft {
  return answer(draft, ['health_check'], undefined);
}

/** None, unless the file's defaults have one, or exactly one probe: choosing another one drops the first. */
export async function askHealth(draft: Draft, label: string, around: Surroundings): Promise<Draft> {
  const says = (probe: string) => keyFacts(['health_check', probe]).description;
  const offered = [
    ...(probeOf(cleared(draft)) === 'none'
      ? [{ value: 'none' as const, name: 'none     no probe: it must stay up', short: 'none' }]
      : []),
    ...PROBES.map((value) => ({ value, name: `${value.padEnd(9)}${says(value)}`, short: value })),
  ];
  const before = probeOf(draft);
  const chosen = await askChoice(labelled(label, 'What proves that it works again'), offered, before);
  if (chosen === 'none') return cleared(draft);
  const others = PROBES.filter((probe) => probe !== chosen);
  const alone = others.reduce((next, probe) => answer(next, ['health_check', probe], undefined), draft);
  const none = () => wrongAt(answer(alone, ['health_check'], {}), ['health_check'], around);
  return askKey(alone, ['health_check', chosen], labelled('Probe', says(chosen)), around, none);
}
