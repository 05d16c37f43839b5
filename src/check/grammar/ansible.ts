import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../../plan/plan.ts';
import type { Artifact } from '../../render/artifact.ts';
import { compareText } from './text.ts';
import { readYaml } from './yaml.ts';

const VARIABLES = 'ansible/roles/saikido/vars/main.yml';

/** `!unsafe` keeps Jinja from a value: it is read back as such, so that a value without it is noticed. */
const UNSAFE = { tag: '!unsafe', resolve: (unsafe: string) => ({ unsafe }) };

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

function compareVariables(content: string, plan: Plan, artifacts: readonly Artifact[]): string | undefined {
  const [found, ...more] = readYaml(content, [UNSAFE]) as Record<string, unknown>[];
  if (found === undefined || more.length > 0) return 'it is not one document';
  const { saikido_install, saikido_services, saikido_files, ...others } = found;
  if (Object.keys(others).length > 0) return `${Object.keys(others).join(', ')} does not belong here`;
  if (saikido_install !== plan.install) return 'saikido_install is not that of the plan';
  const services = plan.services.map(({ service: { name, script } }) => {
    return { name: { unsafe: name }, script: { unsafe: script } };
  });
  if (!isDeepStrictEqual(saikido_services, services)) return 'saikido_services is not that of the plan';
  const files = artifacts.map(({ path, mode }) => ({ path: { unsafe: path }, mode: octal(mode) }));
  return isDeepStrictEqual(saikido_files, files) ? undefined : 'saikido_files does not list every file once';
}

/** What a file for Ansible says differently: all but the variables is the template to the letter. */
export function compareAnsible(
  artifact: Artifact,
  plan: Plan,
  artifacts: readonly Artifact[],
  frame: string | undefined,
): string | undefined {
  const wrong = compareText(artifact.content);
  if (wrong !== undefined) return wrong;
  if (artifact.path === VARIABLES) return compareVariables(artifact.content, plan, artifacts);
  if (frame === undefined || artifact.content !== frame) return 'it is not that of the template';
  const documents = readYaml(artifact.content);
  return documents.length === 1 ? undefined : 'it is not one document';
}
