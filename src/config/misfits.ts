import type { Breach } from './rule.ts';
import { keysFitKubernetes, keysOfKubernetesAlone } from './rules-kubernetes.ts';
import { keysFitTheManager, type Managed } from './rules-manager.ts';
import type { Mapping } from './values.ts';

/** The keys of `written` that say nothing to such a service, each with the reason. */
export function misfits(service: Managed, written: Mapping): readonly Breach[] {
  const context = { written };
  return [
    ...keysFitTheManager(service, context),
    ...keysOfKubernetesAlone(service, context),
    ...keysFitKubernetes(service, context),
  ];
}
