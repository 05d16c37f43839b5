import { keyFacts } from '../config/key.ts';
import { parseConfig } from '../config/parse.ts';
import type { Problem } from '../problem.ts';
import { isMapping, same, valueAt, type Mapping } from '../config/values.ts';
import { setAt, type Path } from './tree.ts';

/** A config file in the making: what the file held, and the one service that is asked for. */
export interface Draft {
  /** The whole file as it was; an empty mapping when there was none. */
  readonly file: Mapping;
  readonly name: string;
  /** As a person would write it: without what equals a default. */
  readonly service: Mapping;
  readonly install: 'system' | 'user';
}

function inherited(draft: Draft, path: Path): unknown {
  return valueAt(draft.file, ['defaults', ...path]);
}

/** Defaults that the parser makes from the name, from `install` and from the manager, by the least that has them. */
const PROCESS = { command: '/bin/true', pid_file: '/run/service.pid' };
const UNIT = { manager: 'systemd', command: '/bin/true' };
const WORKLOAD = { manager: 'kubernetes', workload: 'deployment/service', schedule: '@daily' };
const DERIVED: Readonly<Record<string, Mapping>> = {
  output: PROCESS,
  'log.file': PROCESS,
  state_directory: PROCESS,
  script: PROCESS,
  hardening: UNIT,
  namespace: WORKLOAD,
  image: WORKLOAD,
};

function derived({ install, name }: Draft, path: Path): unknown {
  const service = DERIVED[path.join('.')];
  if (service === undefined) return undefined;
  const { config } = parseConfig({ install, services: { [name || 'service']: service } });
  return valueAt(config?.services[0] ?? config?.workloads[0], path);
}

/** Where the PID file of a service goes when nobody says otherwise. */
export function pidFileFor({ install, name }: Pick<Draft, 'install' | 'name'>): string {
  return install === 'user' ? `~/.local/state/saikido/${name}/${name}.pid` : `/run/${name}/${name}.pid`;
}

/** What counts for a key when the service does not set it. */
function defaultAt(draft: Draft, path: Path): unknown {
  return inherited(draft, path) ?? keyFacts(path).default ?? derived(draft, path);
}

export function answerAt(draft: Draft, path: Path): unknown {
  return valueAt(draft.service, path) ?? defaultAt(draft, path);
}

/** The draft with an answer; one that equals the default leaves no line in the file. */
export function answer(draft: Draft, path: Path, value: unknown): Draft {
  if (same(valueAt(draft.service, path), value)) return draft;
  const needless = value === undefined || same(value, defaultAt(draft, path));
  return { ...draft, service: setAt(draft.service, path, needless ? undefined : value) };
}

/** The whole file that the draft stands for. */
export function writtenConfig(draft: Draft): Mapping {
  const services = isMapping(draft.file['services']) ? draft.file['services'] : {};
  const { install: before, services: _, ...rest } = draft.file;
  const install = draft.install === (before ?? 'system') ? before : draft.install;
  return {
    ...rest,
    ...(install === undefined ? {} : { install }),
    services: { ...services, [draft.name]: draft.service },
  };
}

/** What the config's own rules say of one key, or of all that lies below it: errors, or warnings. */
export function problemsAt(
  draft: Draft,
  path: Path,
  wanted: Problem['severity'] = 'error',
): readonly Problem[] {
  const name = draft.name === '' && path.length > 0 ? 'service' : draft.name;
  const alone = { ...writtenConfig(draft), services: { [name]: draft.service } };
  const full = ['services', name, ...path];
  return parseConfig(alone).problems.filter(
    (problem) =>
      problem.severity === wanted && full.every((key, index) => String(problem.path[index]) === key),
  );
}
