import type { Draft } from './config.ts';
import { PROTECTED_FOLDERS } from './protected-folders.ts';
import type { Path } from './values.ts';

/** A path of a service: where it stands in the service's config, and its value. */
export interface PlacedPath {
  readonly key: Path;
  readonly path: string;
}

function placed(key: Path, path: string | undefined): PlacedPath[] {
  return path === undefined ? [] : [{ key, path }];
}

/** What the script writes for node_exporter. */
function metricsFile({ name, metrics }: Draft): string | undefined {
  return metrics === undefined ? undefined : `${metrics.directory}/${name}.prom`;
}

/** The files and the folder that a service has for itself. */
export function ownPaths(service: Draft): PlacedPath[] {
  return [
    ...placed(['pid_file'], service.pid_file),
    ...placed(['output'], service.output),
    ...placed(['log', 'file'], service.log.file),
    ...placed(['state_directory'], service.state_directory),
    ...placed(['script'], service.script),
    ...placed(['metrics', 'directory'], metricsFile(service)),
  ];
}

/** The files that a service needs and that others may need as well. */
export function neededFiles(service: Draft): PlacedPath[] {
  return [
    ...placed(['command'], service.command?.[0]),
    ...(['start', 'stop', 'status', 'pid'] as const).flatMap((key) =>
      placed(['commands', key], service.commands?.[key]?.[0]),
    ),
    ...placed(['environment_file'], service.environment_file),
    ...placed(['preflight'], service.preflight?.[0]),
    ...placed(['health_check', 'command'], service.health_check?.command?.[0]),
    ...(['slack', 'webhook', 'ping'] as const).flatMap((channel) =>
      placed(['alerts', channel, 'url_file'], service.alerts?.[channel]?.url_file),
    ),
  ];
}

/** Every path that a service names. */
export function allPaths(service: Draft): PlacedPath[] {
  return [
    ...ownPaths(service),
    ...neededFiles(service),
    ...placed(['working_directory'], service.working_directory),
    ...service.cleanup.flatMap(({ path }, index) => placed(['cleanup', index, 'path'], path)),
  ];
}

/** One text for folders with two names: links on every system with systemd, and on Debian. */
const SAME_FOLDERS = [
  [/^\/var\/run(?=\/|$)/, '/run'],
  [/^\/var\/lock(?=\/|$)/, '/run/lock'],
  [/^\/dev\/shm(?=\/|$)/, '/run/shm'],
] as const;

export function canonical(path: string): string {
  return SAME_FOLDERS.reduce((text, [from, to]) => text.replace(from, to), path);
}

/** The folders above a path, nearest first, without `/`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts
    .slice(2)
    .map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'))
    .filter((folder) => folder !== '');
}

/** Homes become `~`, so that one rule speaks of all of them. */
function homely(path: string): string {
  return path.replace(/^\/root(?=\/|$)/, '~').replace(/^\/home\/[^/]+(?=\/|$)/, '~');
}

const TREES = new Map(PROTECTED_FOLDERS.flatMap(({ trees = [], why }) => trees.map((tree) => [tree, why])));
const ONLY = new Map(PROTECTED_FOLDERS.flatMap(({ only = [], why }) => only.map((path) => [path, why])));

/** Why a folder must not be touched as a whole; `undefined` when it may belong to a service. */
export function whyProtected(folder: string): string | undefined {
  const path = homely(canonical(folder));
  const only = ONLY.get(path);
  if (only !== undefined) return only;
  return [path, ...foldersAbove(path)].map((at) => TREES.get(at)).find((why) => why !== undefined);
}
