import { allPaths, canonical, ownPaths, whyProtected } from './paths.ts';
import type { Rule } from './rule.ts';

/** For root `~` would be /root on one host and nothing at all in a timer's unit. */
export const homeNeedsInstallUser: Rule = (service, { install }) =>
  install === 'user'
    ? []
    : allPaths(service)
        .filter(({ path }) => path.startsWith('~/'))
        .map(({ key, path }) => ({ code: 'home-path', path: key, args: { path } }));

/** The bundle mirrors the home, and a user may write nowhere else. */
export const scriptLiesInTheHome: Rule = ({ script }, { install }) =>
  install === 'user' && !script.startsWith('~/')
    ? [{ code: 'script-outside-home', path: ['script'], args: { path: script } }]
    : [];

/** Debian's cron silently ignores files in cron.d whose names hold anything else, a dot above all. */
export const scriptNameFitsCron: Rule = ({ script }) => {
  const name = script.slice(script.lastIndexOf('/') + 1);
  return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(name) && name.length <= 64
    ? []
    : [{ code: 'script-name', path: ['script'], args: { name } }];
};

export const filesAreNotOfTheKernel: Rule = (service) =>
  ownPaths(service)
    .filter(({ path }) => /^\/(?:proc|sys|dev)\//.test(canonical(path)))
    .map(({ key, path }) => ({ code: 'kernel-path', path: key, args: { path } }));

/** Everyone can put a file of that name there first. */
export const pidFileIsNotInTmp: Rule = ({ pid_file, manager }) =>
  manager === 'pidfile' && /^\/(?:tmp|var\/tmp|dev\/shm)\/[^/]+$/.test(pid_file ?? '')
    ? [{ code: 'pid-file-in-tmp', path: ['pid_file'], severity: 'warning' }]
    : [];

export const stateIsNotInASystemFolder: Rule = ({ state_directory }) => {
  const why = whyProtected(state_directory);
  if (why === undefined) return [];
  return [{ code: 'state-protected', path: ['state_directory'], args: { path: state_directory, why } }];
};

export const cleanupSparesSystemFolders: Rule = ({ cleanup }) =>
  cleanup.flatMap(({ path }, index) => {
    const why = whyProtected(path);
    const place = ['cleanup', index, 'path'];
    return why === undefined ? [] : [{ code: 'cleanup-protected', path: place, args: { path, why } }];
  });
