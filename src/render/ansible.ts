import type { Plan } from '../plan/plan.ts';
import type { Artifact } from './artifact.ts';
import { fill } from './engine.ts';

const ROLE = 'ansible/roles/saikido';

/** Files without any value, by the part of templates/ that each is. */
const STATIC: Readonly<Record<string, string>> = {
  'ansible/install.yml': 'ansible/install.yml',
  'ansible/restart.yml': 'ansible/restart.yml',
  'ansible/inventory.example.yml': 'ansible/inventory.yml',
  [`${ROLE}/defaults/main.yml`]: 'ansible/role/defaults.yml',
  [`${ROLE}/tasks/main.yml`]: 'ansible/role/main.yml',
  [`${ROLE}/tasks/restart.yml`]: 'ansible/role/restart.yml',
};

/** The data block. */
const VARIABLES = `${ROLE}/vars/main.yml`;

/** Made after all others, and of them. */
const LAST = ['SHA256SUMS', 'manifest.json'];

type File = Pick<Artifact, 'path' | 'mode'>;

function file(path: string, content: string): Artifact {
  return { path, content, mode: 0o644, language: 'ansible' };
}

/** What vars/main.yml is given; `files` are those of the whole bundle. */
export function variablesView(plan: Plan, files: readonly File[]) {
  return {
    digest: plan.digest,
    install: plan.install,
    services: plan.services.map(({ service }) => ({ name: service.name, script: service.script })),
    files: files.map(({ path, mode }) => ({ path, mode: mode.toString(8).padStart(4, '0') })),
  };
}

/** A file without values; nothing for a path that is none of them. */
export function staticAnsible(path: string): string | undefined {
  const part = STATIC[path];
  return part === undefined ? undefined : fill('ansible/static.ansible', { file: part });
}

/** The role and the playbooks that bring a bundle, whose other files are `others`, to a fleet. */
export function renderAnsible(plan: Plan, others: readonly Artifact[]): Artifact[] {
  const plain = Object.keys(STATIC).map((path) => file(path, staticAnsible(path)!));
  const last = [VARIABLES, ...LAST].map((path): File => ({ path, mode: 0o644 }));
  const files = [...others, ...plain, ...last].sort((one, other) => (one.path < other.path ? -1 : 1));
  return [...plain, file(VARIABLES, fill('ansible/vars.ansible', variablesView(plan, files)))];
}
