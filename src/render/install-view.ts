import type { Plan } from '../plan/plan.ts';

/** What install.sh is given. */
export function installView({ digest, installer }: Plan) {
  return { digest, settings: installer.settings, parts: installer.parts };
}
