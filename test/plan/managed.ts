import { parseConfig } from '../../src/config/parse.ts';
import { planBundle } from '../../src/plan/build.ts';
import type { ServicePlan } from '../../src/plan/plan.ts';
import { renderBundle } from '../../src/render/render.ts';

/** The plan and the files of one service of a manager other than pidfile. */
export function managed(service: object, install = 'system') {
  const { config, problems } = parseConfig({ install, services: { worker: service } });
  if (config === undefined) throw new Error(JSON.stringify(problems));
  const plan = planBundle(config);
  const artifacts = renderBundle(plan);
  const [first] = plan.services as [ServicePlan];
  return { plan, first, artifacts, files: new Map(artifacts.map(({ path, content }) => [path, content])) };
}
