import type { Problem } from '../problem.ts';
import type { Draft } from './complete.ts';
import type { Context, Rule } from './rule.ts';
import * as paths from './rules-paths.ts';
import * as process from './rules-process.ts';
import * as schedule from './rules-schedule.ts';

/** Every rule that looks at more than one key of one service. */
const RULES: readonly Rule[] = [
  process.hasACommand,
  process.hasAPidFile,
  process.userNeedsRoot,
  process.markIsNotSet,
  process.killIsNotTheStopSignal,
  process.reopeningDoesNotStop,
  process.settlesWithinTheTimeout,
  process.hasOneProbe,
  paths.homeNeedsInstallUser,
  paths.scriptLiesInTheHome,
  paths.scriptNameFitsCron,
  paths.filesAreNotOfTheKernel,
  paths.pidFileIsNotInTmp,
  paths.stateIsNotInASystemFolder,
  paths.cleanupSparesSystemFolders,
  schedule.hasOneOfCronAndEvery,
  schedule.cronCanKeepTheInterval,
  schedule.schedulerHonoursTheZone,
  schedule.entriesDiffer,
];

/** What one service says against itself. */
export function serviceProblems(service: Draft, context: Context): Problem[] {
  return RULES.flatMap((rule) => rule(service, context)).map(({ code, path, args = {}, severity }) => ({
    code,
    severity: severity ?? 'error',
    path: ['services', service.name, ...path],
    args,
  }));
}
