import { kindOf, type Kind } from '../config/manager.ts';
import { misfits } from '../config/misfits.ts';
import type { Managed } from '../config/rules-manager.ts';
import { answer, answerAt, type Draft } from './draft.ts';
import { setAt, type Path } from './tree.ts';

/** What the rules on managers look at; whether the values are right is for the schema to say. */
function managed(draft: Draft): Managed {
  const [manager, unit, command, type] = ['manager', 'unit', 'command', 'type'].map((key) =>
    answerAt(draft, [key]),
  );
  return { manager, unit, command, type } as Managed;
}

/** Who owns the process of this draft; nothing for a systemd service that has neither unit nor command. */
export function kindOfDraft(draft: Draft): Kind | undefined {
  return kindOf(managed(draft));
}

/** Whether the key says anything to a service of its manager, and so may be asked for. */
export function fits(draft: Draft, path: Path): boolean {
  return !misfits(managed(draft), setAt({}, path, true)).some(({ path: strange }) =>
    strange.every((key, index) => key === path[index]),
  );
}

/** The draft as another kind; what the new one lacks is still to be asked for. */
export function withKind(draft: Draft, kind: Kind): Draft {
  const manager = kind === 'unit' || kind === 'generated' ? 'systemd' : kind;
  const next = answer(draft, ['manager'], manager);
  if (manager !== 'systemd') return next;
  return answer(next, [kind === 'unit' ? 'command' : 'unit'], undefined);
}

/** The draft as one whose process is started by its own command: by a unit where systemd is the manager. */
export function startedByCommand(draft: Draft): Draft {
  return withKind(draft, answerAt(draft, ['manager']) === 'systemd' ? 'generated' : 'pidfile');
}

export interface Settled {
  readonly draft: Draft;
  /** Keys that were taken out, each with what it says no more: `pid_file (systemd knows the process)`. */
  readonly left: readonly string[];
}

/** Without the keys that say nothing to its manager: the config would be refused with them. */
export function withoutMisfits(draft: Draft): Settled {
  const strange = misfits(managed(draft), draft.service);
  const service = strange.reduce(
    (next, { path }) => (path.some(Number.isInteger) ? next : setAt(next, path.map(String), undefined)),
    draft.service,
  );
  const left = strange.map(({ path, args }) => `${path.join('.')} (${args?.['why']})`);
  return { draft: { ...draft, service }, left };
}
