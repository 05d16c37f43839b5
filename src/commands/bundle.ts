import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { planBundle } from '../plan/build.ts';
import type { Plan } from '../plan/plan.ts';
import type { Target } from '../plan/target.ts';
import type { Problem } from '../problem.ts';
import type { Artifact } from '../render/artifact.ts';
import { renderBundle } from '../render/render.ts';
import { quoteValue } from '../config/values.ts';
import { clashOf, pathsOfGenerated, placeOfText, unitsOfTimers } from './bundle-problems.ts';
import { optimiseLess } from './optimise-less.ts';
import { targetProblems } from './targets.ts';

export interface Bundle {
  readonly plan?: Plan;
  readonly artifacts?: readonly Artifact[];
  readonly problems: readonly Problem[];
}

export interface BundleOptions {
  /** Names of the services to make; all of them when empty. */
  readonly service?: readonly string[];
  /** What files are added for. */
  readonly for?: readonly Target[];
  /** Tells of services for which nothing is made. */
  readonly warn?: boolean;
}

function problem(code: string, path: Problem['path'], args: Problem['args']): Problem {
  return { code, severity: 'error', path, args };
}

/** Config file to plan and artifacts, without touching anything. */
export function makeBundle(configFile: string, options: BundleOptions = {}): Bundle {
  optimiseLess(configFile);
  const { config, problems, locate } = loadConfig(configFile);
  if (config === undefined) return { problems };
  const wanted = new Set(options.service ?? []);
  const every = wanted.size === 0;
  const services = config.services.filter(({ name }) => every || wanted.has(name));
  const workloads = config.workloads.filter(({ name }) => every || wanted.has(name));
  for (const { name } of [...services, ...workloads]) wanted.delete(name);
  if (wanted.size > 0) {
    const known = [...config.services, ...config.workloads].map(({ name }) => name).join(', ');
    const unknown = [...wanted].map((name) =>
      problem('unknown-service', ['services', name], { name, known }),
    );
    return { problems: [...problems, ...unknown] };
  }
  const part = { ...config, services, workloads };
  const targets = options.for ?? [];
  const idle = targetProblems(part, targets, options.warn === true);
  if (idle.some(({ severity }) => severity === 'error')) return { problems: [...problems, ...idle] };
  const bundle = bundleOf(part, [...problems, ...idle], targets);
  return { ...bundle, problems: bundle.problems.map(locate) };
}

/** The same for a config that stands in no file yet. */
export function bundleOf(
  config: Config,
  problems: readonly Problem[],
  targets: readonly Target[] = [],
): Bundle {
  const plan = planBundle(config, targets);
  const hidden = unitsOfTimers(plan);
  if (hidden.length > 0) return { problems: [...problems, ...hidden] };
  try {
    const artifacts = renderBundle(plan);
    const clash = clashOf(artifacts);
    const found = clash === undefined ? pathsOfGenerated(config, artifacts) : [clash];
    return found.length === 0 ? { plan, artifacts, problems } : { problems: [...problems, ...found] };
  } catch (error) {
    const refused = error as { code?: string; language?: string; value?: string };
    if (refused.code !== 'ESCAPE_REFUSED') throw error;
    const { language = '', value = '' } = refused;
    const place = placeOfText(config, value);
    return {
      problems: [...problems, problem('cannot-be-written', place, { language, value: quoteValue(value) })],
    };
  }
}
