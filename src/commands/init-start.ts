import { existsSync } from 'node:fs';
import { loadConfig } from '../config/load.ts';
import type { Problem } from '../problem.ts';
import { problemLine } from '../ui/messages.ts';
import type { Draft } from '../wizard/draft.ts';
import { typed, type FlagValues } from '../wizard/flag-answers.ts';
import { answerFlags } from '../wizard/flags.ts';
import { editService, servicesOf } from '../wizard/start.ts';
import type { RunningProcess } from '../wizard/processes.ts';
import { isMapping } from '../config/values.ts';

export interface InitFlags extends FlagValues {
  readonly config: string;
  readonly out: string;
  readonly yes?: boolean;
  readonly from_pid?: string;
  readonly service?: string;
  readonly install?: string;
}

export interface Answered {
  readonly draft: Draft;
  /** The running process that it was taken from. */
  readonly from?: RunningProcess;
}

/** Lines that say why there is no answer: exit status 2. */
export type Refused = readonly string[];

export const isRoot = () => process.getuid?.() === 0;

export function errors(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

/** Problems of a file that nobody has filled in yet: for the wizard it is as good as none. */
const EMPTY = ['not-a-mapping', 'no-services'];

/** The draft before any answer: of an existing config, or empty. */
export function emptyDraft(flags: InitFlags): Draft | Refused {
  const { install } = flags;
  if (install !== undefined && install !== 'system' && install !== 'user') {
    return [`saikido: --install must be system or user (got "${install}")`];
  }
  const bare = {
    file: {},
    name: '',
    service: {},
    install: install ?? (isRoot() ? 'system' : 'user'),
  } as const;
  if (!existsSync(flags.config)) return bare;
  const { value, problems } = loadConfig(flags.config);
  const wrong = errors(problems);
  const isBlank = value === null || (isMapping(value) && servicesOf({ file: value }).length === 0);
  const isEmpty = isBlank && wrong.every(({ code }) => EMPTY.includes(code));
  if (wrong.length > 0 && !isEmpty) return wrong.map((problem) => problemLine(problem, flags.config));
  const file = isMapping(value) ? value : {};
  const written = file['install'] ?? (isEmpty ? bare.install : 'system');
  return { ...bare, file, install: install ?? (written === 'user' ? 'user' : 'system') };
}

/** The service that the flags mean: by name, or the only one of the file. */
export function chooseService(draft: Draft, flags: InitFlags, asks: boolean): Draft | Refused {
  const names = servicesOf(draft);
  if (flags.service !== undefined && !names.includes(flags.service)) return { ...draft, name: flags.service };
  if (flags.service !== undefined) return editService(draft, flags.service);
  if (asks || names.length === 0) return draft;
  const changes =
    flags.from_pid !== undefined || answerFlags.some((flag) => typed(flags, flag) !== undefined);
  if (names.length === 1 || !changes) return editService(draft, names[0] ?? '');
  return [`saikido: ${flags.config} has several services; say which with --service (${names.join(', ')})`];
}
