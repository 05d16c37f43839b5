import type { Problem } from '../problem.ts';
import type { Draft } from './config.ts';
import { canonical, foldersAbove, neededFiles, ownPaths, whyProtected } from './paths.ts';
import type { Path } from './values.ts';

interface Owner {
  readonly service: string;
  readonly key: string;
}

const say = ({ service, key }: Owner) => `services.${service}.${key}`;

function breach(code: string, service: Draft, key: Path, args: Problem['args']): Problem {
  return { code, severity: 'error', path: ['services', service.name, ...key], args };
}

/** Two owners of one file would overwrite each other's truth. */
function claimPaths(services: readonly Draft[], owners: Map<string, Owner>): Problem[] {
  const problems: Problem[] = [];
  for (const service of services) {
    for (const { key, path } of ownPaths(service)) {
      const other = owners.get(canonical(path));
      if (other !== undefined)
        problems.push(breach('shared-path', service, key, { path, other: say(other) }));
      else owners.set(canonical(path), { service: service.name, key: key.join('.') });
    }
  }
  return problems;
}

/** What the script writes must not be what the service is made of. */
function neededFilesAreNotOwned(service: Draft, owners: ReadonlyMap<string, Owner>): Problem[] {
  return neededFiles(service).flatMap(({ key, path }) => {
    const owner = owners.get(canonical(path));
    return owner === undefined ? [] : [breach('shared-path', service, key, { path, other: say(owner) })];
  });
}

/** Below a file is nothing, and a state folder is its service's alone. */
function nothingLiesBelow(service: Draft, owners: ReadonlyMap<string, Owner>): Problem[] {
  return [...ownPaths(service), ...neededFiles(service)].flatMap(({ key, path }) => {
    for (const folder of foldersAbove(canonical(path))) {
      const owner = owners.get(folder);
      if (owner === undefined) continue;
      const args = { path, folder, other: say(owner) };
      if (owner.key !== 'state_directory') return [breach('below-a-file', service, key, args)];
      if (owner.service !== service.name) return [breach('in-state-of-other', service, key, args)];
    }
    return [];
  });
}

/** The name of the script names its files in cron.d and logrotate.d. */
function scriptNamesDiffer(services: readonly Draft[]): Problem[] {
  const names = new Map<string, string>();
  return services.flatMap((service) => {
    const name = service.script.slice(service.script.lastIndexOf('/') + 1);
    const other = names.get(name);
    if (other !== undefined) return [breach('shared-script-name', service, ['script'], { name, other })];
    names.set(name, `services.${service.name}.script`);
    return [];
  });
}

/** Two scripts that restart one unit would undo each other's work. */
function unitsDiffer(services: readonly Draft[]): Problem[] {
  const owners = new Map<string, string>();
  return services.flatMap((service) => {
    if (service.manager !== 'systemd') return [];
    const unit = service.unit ?? `${service.name}.service`;
    const other = owners.get(unit);
    if (other !== undefined)
      return [breach('shared-unit', service, ['unit'], { unit, other: `services.${other}` })];
    owners.set(unit, service.name);
    return [];
  });
}

/** Clean-up must not reach what any service needs: the folder of it and all folders above. */
function cleanupSparesServices(services: readonly Draft[]): Problem[] {
  if (services.every(({ cleanup }) => cleanup.length === 0)) return [];
  const held = new Map<string, Owner & { readonly path: string }>();
  for (const service of services) {
    for (const { key, path } of [...ownPaths(service), ...neededFiles(service)]) {
      for (const folder of [canonical(path), ...foldersAbove(canonical(path))]) {
        if (!held.has(folder)) held.set(folder, { service: service.name, key: key.join('.'), path });
      }
    }
    const path = service.working_directory ?? '/';
    for (const folder of foldersAbove(canonical(path))) {
      if (!held.has(folder)) held.set(folder, { service: service.name, key: 'working_directory', path });
    }
  }
  return services.flatMap((service) =>
    service.cleanup.flatMap(({ path }, index) => {
      const owner = held.get(canonical(path));
      if (owner === undefined || whyProtected(path) !== undefined) return [];
      const args = { path, holds: owner.path, other: say(owner) };
      return [breach('cleanup-holds', service, ['cleanup', index, 'path'], args)];
    }),
  );
}

/** Rules between the paths of all services, one service's own included. Linear in the number of services. */
export function sharingProblems(services: readonly Draft[]): Problem[] {
  const owners = new Map<string, Owner>();
  const claims = claimPaths(services, owners);
  return [
    ...claims,
    ...services.flatMap((service) => neededFilesAreNotOwned(service, owners)),
    ...services.flatMap((service) => nothingLiesBelow(service, owners)),
    ...scriptNamesDiffer(services),
    ...unitsDiffer(services),
    ...cleanupSparesServices(services),
  ];
}
