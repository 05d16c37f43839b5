import type { Plan, ServicePlan } from '../../plan/plan.ts';
import type { Artifact } from '../../render/artifact.ts';
import type { CheckResult } from '../result.ts';
import { compareAnsible } from './ansible.ts';
import { compareManifest, compareSums } from './contents.ts';
import { compareManifests } from './kubernetes.ts';
import { compareCrontab } from './crontab.ts';
import { compareRotation } from './rotation.ts';
import { compareScript } from './script.ts';
import { compareDashboard } from './dashboard.ts';
import { compareRules } from './rules.ts';
import { compareText } from './text.ts';
import { compareUnit } from './unit.ts';
import { compareOneshot, compareTimer } from './timers.ts';

/** The templates of script and rehearsal without any value: what is static must be equal to these. */
export interface Frames {
  readonly script: (parts: readonly string[]) => string;
  readonly install: (parts: readonly string[]) => string;
  readonly rehearsal: (parts: readonly string[]) => string;
  readonly ansible: (path: string) => string | undefined;
  /** sha256 of an artifact's bytes, in hex. */
  readonly digest: (artifact: Artifact) => string;
}

type Compare = (content: string) => string | undefined;

/** How each file of one service is proven, by its path. */
function proofsOf(plan: ServicePlan, frames: Frames): [string, Compare][] {
  const { service, files, cron } = plan;
  const { unit } = plan;
  const units: [string, Compare][] =
    unit === undefined
      ? []
      : [[unit.place.bundle, (content) => compareText(content) ?? compareUnit(content, plan, unit)]];
  const timers = plan.timers.flatMap((timer): [string, Compare][] => [
    [timer.oneshot.bundle, (content) => compareText(content) ?? compareOneshot(content, timer)],
    [timer.timer.bundle, (content) => compareText(content) ?? compareTimer(content, timer)],
  ]);
  return [
    [files.script.bundle, (content) => compareScript(content, frames.script(plan.parts), plan.settings)],
    [
      files.rehearsal,
      (content) => compareScript(content, frames.rehearsal(plan.rehearsal.parts), plan.rehearsal.settings),
    ],
    [files.cronD.bundle, (content) => compareText(content) ?? compareCrontab(content, cron, 'root')],
    [files.crontab, (content) => compareText(content) ?? compareCrontab(content, cron)],
    [files.logrotate.bundle, (content) => compareText(content) ?? compareRotation(content, service)],
    ...timers,
    ...units,
  ];
}

function prove(artifact: Artifact, compare: Compare): CheckResult {
  const about = { checker: 'grammar', artifact: artifact.path };
  try {
    const wrong = compare(artifact.content);
    if (wrong === undefined) return { ...about, status: 'passed', message: '' };
    return { ...about, status: 'failed', message: wrong };
  } catch (error) {
    return { ...about, status: 'failed', message: (error as Error).message };
  }
}

/** Parses every artifact back, strictly, and compares what it means with what the plan means. */
export function proveArtifacts(plan: Plan, artifacts: readonly Artifact[], frames: Frames): CheckResult[] {
  const proofs = new Map(plan.services.flatMap((service) => proofsOf(service, frames)));
  for (const workload of plan.workloads) {
    proofs.set(workload.file, (content) => compareText(content) ?? compareManifests(content, workload));
  }
  for (const artifact of artifacts.filter(({ language }) => language === 'ansible')) {
    const frame = frames.ansible(artifact.path);
    proofs.set(artifact.path, () => compareAnsible(artifact, plan, artifacts, frame));
  }
  proofs.set('manifest.json', (content) => compareText(content) ?? compareManifest(content, plan, artifacts));
  proofs.set('SHA256SUMS', (content) => compareSums(content, artifacts, frames.digest));
  const { parts, settings } = plan.installer;
  proofs.set('install.sh', (content) => compareScript(content, frames.install(parts), settings));
  proofs.set('RUNBOOK.md', compareText);
  if (plan.monitoring !== undefined) {
    const { rules, dashboard } = plan.monitoring;
    proofs.set(rules, (content) => compareText(content) ?? compareRules(content, plan));
    proofs.set(dashboard, (content) => compareText(content) ?? compareDashboard(content, plan));
  }
  return artifacts.map((artifact) =>
    prove(artifact, proofs.get(artifact.path) ?? (() => 'nothing proves this file')),
  );
}
