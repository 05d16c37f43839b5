import * as z from 'zod/mini';
import type { Problem } from '../problem.ts';
import { complete, isComplete, isWorkload } from './complete.ts';
import type { Config, Draft } from './config.ts';
import { inspect } from './inspect.ts';
import { problem, problemsOf } from './issues.ts';
import { merge, originOf } from './merge.ts';
import { prune, type Pruned } from './prune.ts';
import { serviceProblems } from './rules.ts';
import { sharingProblems } from './rules-sharing.ts';
import { WrittenConfig, WrittenService } from './schema.ts';
import { deepFreeze, isMapping, quoteValue, valueAt, type Mapping, type Path } from './values.ts';
import { mustOf } from './walk.ts';

export interface Parsed {
  /** Complete and frozen; absent when any problem is an error. */
  readonly config?: Config;
  readonly problems: readonly Problem[];
}

/** The file without its services, which are read one by one with `defaults` under them. */
const Head = z.extend(WrittenConfig, { services: z.record(z.string(), z.unknown()) });
const Name = WrittenConfig.shape.services._zod.def.keyType;

interface Read {
  readonly problems: readonly Problem[];
  readonly draft?: Draft;
}

/** Rules that cannot be judged while `install` is wrong. */
const RULES_OF_INSTALL = new Set(['home-path', 'user-needs-root', 'script-outside-home']);

function relates(a: Path, b: Path): boolean {
  return a.every((key, index) => index >= b.length || key === b[index]);
}

/** What to leave out for a problem: with a missing key, all that misses it. */
function spoiled({ code, path }: Problem): Path {
  return path.slice(2, code === 'missing-key' ? -1 : undefined);
}

interface Usable {
  readonly data: z.output<typeof WrittenService>;
  readonly rest: Pruned;
}

/** What of a service can be read once its wrong values, and what cannot be without them, are left out. */
function usablePart(written: Mapping, wrong: readonly Path[], rounds = 4): Usable | undefined {
  const rest = prune(written, wrong);
  const { data, error } = WrittenService.safeParse(rest.value);
  if (error === undefined) return { data, rest };
  if (rounds === 0) return undefined;
  const more = problemsOf(error, WrittenService, rest.value, ['services', '']).map(spoiled).map(rest.written);
  return usablePart(written, [...wrong, ...more], rounds - 1);
}

/** Reads one merged service. Wrong values do not keep the rules from judging the others. */
function readService(name: string, written: Mapping, install: Config['install']): Read {
  const base = ['services', name];
  const { data, error } = WrittenService.safeParse(written);
  if (error === undefined) {
    const draft = complete(name, data, install, written);
    return { problems: serviceProblems(draft, { install, written }), draft };
  }
  const wrong = problemsOf(error, WrittenService, written, base);
  const usable = usablePart(written, wrong.map(spoiled));
  if (usable === undefined) return { problems: wrong };
  const draft = complete(name, usable.data, install, usable.rest.value);
  const broken = serviceProblems(draft, { install, written: usable.rest.value })
    .map((found) => ({ ...found, path: [...base, ...usable.rest.written(found.path.slice(2))] }))
    .filter(({ path }) => !wrong.some((other) => relates(other.path, path)));
  return { problems: [...wrong, ...broken], draft };
}

function readDefaults(defaults: unknown): { readonly value: Mapping; readonly problems: readonly Problem[] } {
  if (!isMapping(defaults)) return { value: {}, problems: [] };
  const { error } = WrittenService.safeParse(defaults);
  const wrong = error === undefined ? [] : problemsOf(error, WrittenService, defaults, ['defaults']);
  const present = wrong.filter(({ code }) => code !== 'missing-key');
  return { value: defaults, problems: present };
}

function readNamed(name: string, own: unknown, defaults: Mapping, install: Config['install']): Read {
  const path = ['services', name];
  const named = Name.safeParse(name).success;
  const bad = named ? [] : [problem('wrong-key', path, { must: mustOf(Name), got: quoteValue(name) })];
  if (!isMapping(own)) {
    return { problems: [...bad, problem('wrong-value', path, { must: 'a mapping', got: quoteValue(own) })] };
  }
  const { draft, problems } = readService(name, merge(defaults, own), install);
  const located = problems.map((found) => ({ ...found, path: originOf(found.path, defaults, own) }));
  const told = named ? located : located.filter(({ code }) => code !== 'script-name');
  return { problems: [...bad, ...told], ...(draft && { draft }) };
}

/** A wrong value in `defaults` spoils every service, and is told once. */
function once(problems: readonly Problem[]): Problem[] {
  const known = new Map<string, Problem>();
  for (const found of problems) {
    const key = JSON.stringify([found.code, found.path]);
    if (!known.has(key)) known.set(key, found);
  }
  return [...known.values()];
}

function headProblems(value: Mapping): readonly Problem[] {
  const { error } = Head.safeParse(value);
  const wrong = error === undefined ? [] : problemsOf(error, Head, value, []);
  const { services } = value;
  const empty =
    services === undefined ||
    services === null ||
    (isMapping(services) && Object.keys(services).length === 0);
  const rest = wrong.filter(({ path }) => !(empty && path[0] === 'services'));
  return empty ? [...rest, problem('no-services', ['services'])] : rest;
}

/** From what a person wrote, of whatever type, to a `Config`, or to everything that is wrong with it. Never throws. */
export function parseConfig(value: unknown): Parsed {
  const blocked = inspect(value);
  if (blocked !== undefined) return { problems: [blocked] };
  if (!isMapping(value)) return { problems: [problem('not-a-mapping', [], { got: quoteValue(value) })] };

  const head = headProblems(value);
  const installIsWrong = head.some(({ path }) => path[0] === 'install');
  const install = value['install'] === 'user' ? 'user' : 'system';
  const defaults = readDefaults(value['defaults']);
  const written = isMapping(value['services']) ? Object.entries(value['services']) : [];
  const read = written.map(([name, own]) => readNamed(name, own, defaults.value, install));
  const drafts = read.flatMap(({ draft }) => draft ?? []);
  const onHosts = drafts.filter(({ manager }) => manager !== 'kubernetes');
  const shared = sharingProblems(onHosts).map((found) => relocate(found, defaults.value, value['services']));

  const all = [...head, ...defaults.problems, ...read.flatMap(({ problems }) => problems), ...shared];
  const problems = once(all.filter(({ code }) => !(installIsWrong && RULES_OF_INSTALL.has(code))));
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const services = drafts.filter(isComplete);
  const config: Config = { install, services, workloads: drafts.filter(isWorkload) };
  return { config: deepFreeze(config), problems };
}

function relocate(found: Problem, defaults: Mapping, services: unknown): Problem {
  return { ...found, path: originOf(found.path, defaults, valueAt(services, found.path.slice(1, 2))) };
}
