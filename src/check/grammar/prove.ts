import type { Plan, ServicePlan } from '../../plan/plan.ts';
import type { Artifact } from '../../render/artifact.ts';
import type { CheckResult } from '../result.ts';
import { compareManifest, compareSums } from './contents.ts';
import { compareCrontab } from './crontab.ts';
import { compareRotation } from './rotation.ts';
import { compareScript } from './script.ts';
import { compareOneshot, compareTimer } from './timers.ts';

/** The templates of script and rehearsal without any value: what is static must be equal to these. */
export interface Frames {
  readonly script: (parts: readonly string[]) => string;
  readonly rehearsal: (parts: readonly string[]) => string;
}

type Compare = (content: string) => string | undefined;

/** How each file of one service is proven, by its path. */
function proofsOf(plan: ServicePlan, frames: Frames): [string, Compare][] {
  const { service, files, cron } = plan;
  const timers = plan.timers.flatMap((timer): [string, Compare][] => [
    [timer.oneshot.bundle, (content) => compareOneshot(content, timer)],
    [timer.timer.bundle, (content) => compareTimer(content, timer)],
  ]);
  return [
    [files.script.bundle, (content) => compareScript(content, frames.script(plan.parts), plan.settings)],
    [files.rehearsal, (content) => compareScript(content, frames.rehearsal(plan.rehearsal.parts), plan.rehearsal.settings)],
    [files.cronD.bundle, (content) => compareCrontab(content, cron, 'root')],
    [files.crontab, (content) => compareCrontab(content, cron)],
    [files.logrotate.bundle, (content) => compareRotation(content, service)],
    ...timers,
  ];
}

/** Text that every artifact must be: lines that end in newlines, no other control character. */
function compareText(content: string): string | undefined {
  if (!content.endsWith('\n')) return 'the final newline is missing';
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0009\u000b-\u001f\u007f]/.test(content) ? 'there is a control character in it' : undefined;
}

function prove(artifact: Artifact, compare: Compare): CheckResult {
  const about = { checker: 'grammar', artifact: artifact.path };
  try {
    const wrong = compareText(artifact.content) ?? compare(artifact.content);
    if (wrong === undefined) return { ...about, status: 'passed', message: '' };
    return { ...about, status: 'failed', message: wrong };
  } catch (error) {
    return { ...about, status: 'failed', message: (error as Error).message };
  }
}

/** Parses every artifact back, strictly, and compares what it means with what the plan means. */
export function proveArtifacts(plan: Plan, artifacts: readonly Artifact[], frames: Frames): CheckResult[] {
  const proofs = new Map(plan.services.flatMap((service) => proofsOf(service, frames)));
  proofs.set('manifest.json', (content) => compareManifest(content, plan, artifacts));
  proofs.set('SHA256SUMS', (content) => compareSums(content, artifacts));
  proofs.set('RUNBOOK.md', () => undefined);
  return artifacts.map((artifact) => prove(artifact, proofs.get(artifact.path) ?? (() => 'nothing proves this file')));
}
