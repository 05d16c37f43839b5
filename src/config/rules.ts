import type { Problem } from '../problem.ts';
import type { Draft } from './config.ts';
import type { Context, Rule } from './rule.ts';
import * as gateRules from './rules-gates.ts';
import * as kubernetesRules from './rules-kubernetes.ts';
import * as languageRules from './rules-languages.ts';
import * as managerRules from './rules-manager.ts';
import * as pathRules from './rules-paths.ts';
import * as processRules from './rules-process.ts';
import * as reportRules from './rules-reports.ts';
import * as scheduleRules from './rules-schedule.ts';
import * as slipRules from './rules-slips.ts';

/** Every rule that looks at more than one key of one service. */
const RULES: readonly Rule[] = [
  managerRules.hasWhatItIsStartedBy,
  managerRules.unitIsNoTemplate,
  managerRules.hasAPidFile,
  managerRules.keysFitTheManager,
  kubernetesRules.keysOfKubernetesAlone,
  kubernetesRules.keysFitKubernetes,
  kubernetesRules.kubernetesHasItsKeys,
  kubernetesRules.kubernetesKeepsTheSchedule,
  processRules.userNeedsRoot,
  processRules.markIsNotSet,
  processRules.namesOfBashAreNotSet,
  processRules.killIsNotTheStopSignal,
  processRules.reopeningDoesNotStop,
  processRules.settlesWithinTheTimeout,
  processRules.attemptsComeToAnEnd,
  processRules.hasOneProbe,
  pathRules.homeNeedsInstallUser,
  pathRules.scriptLiesInTheHome,
  pathRules.scriptNameFitsCron,
  pathRules.filesAreNotOfTheKernel,
  pathRules.pidFileIsNotInTmp,
  pathRules.stateIsNotInASystemFolder,
  pathRules.cleanupSparesSystemFolders,
  languageRules.unitHoldsItsValues,
  languageRules.listsHoldTheScript,
  scheduleRules.hasOneOfCronAndEvery,
  scheduleRules.cronCanKeepTheInterval,
  scheduleRules.busyboxKeepsTheDays,
  scheduleRules.schedulerHonoursTheZone,
  scheduleRules.entriesDiffer,
  gateRules.whenHasAGate,
  gateRules.pressureNamesAResource,
  gateRules.gatesAreForRestarts,
  gateRules.gateKeysHaveTheirGate,
  gateRules.waitsEndBeforeTheNextRun,
  gateRules.gatesKnowTheProcess,
  reportRules.alertsHaveAChannel,
  slipRules.shellSignsAreWords,
  slipRules.patternsAreNotPaths,
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
