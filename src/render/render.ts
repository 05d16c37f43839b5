import type { Plan, ServicePlan } from '../plan/plan.ts';
import type { WorkloadPlan } from '../plan/workload.ts';
import type { Artifact, Language } from './artifact.ts';
import { renderAnsible } from './ansible.ts';
import { fill } from './engine.ts';
import { installView } from './install-view.ts';
import { dashboardView, rulesView } from './monitoring.ts';
import { manifest, sums } from './manifest.ts';
import { runbookView } from './runbook.ts';
import { workloadView } from './views-kubernetes.ts';
import {
  cronView,
  crontabView,
  logrotateView,
  oneshotView,
  rehearsalView,
  scriptView,
  timerView,
  unitView,
} from './views.ts';

/** Installs the bundle on a server; in the bundle's own folder. */
const INSTALLER = 'install.sh';

function artifact(path: string, language: Language, content: string, service?: string): Artifact {
  const mode = language === 'bash' ? 0o755 : 0o644;
  return service === undefined
    ? { path, content, mode, language }
    : { path, content, mode, language, service };
}

function renderService(plan: ServicePlan): Artifact[] {
  const { service, files } = plan;
  const made: Artifact[] = [];
  const add = (path: string, language: Language, template: string, view: object) =>
    made.push(artifact(path, language, fill(template, view), service.name));
  add(files.script.bundle, 'bash', 'restart.bash', scriptView(plan));
  if (plan.cron.length > 0) {
    const shared = plan.install === 'user' || service.cron_flavor === 'busybox';
    if (!shared) add(files.cronD.bundle, 'cron', 'cron/cron-d.cron', cronView(plan));
    add(files.crontab, 'crontab', 'cron/fragment.crontab', crontabView(plan));
  }
  add(files.logrotate.bundle, 'logrotate', 'logrotate/logrotate.logrotate', logrotateView(plan));
  if (plan.unit !== undefined)
    add(plan.unit.place.bundle, 'systemd', 'systemd/service.systemd', unitView(plan, plan.unit));
  for (const timer of plan.timers) {
    add(timer.oneshot.bundle, 'systemd', 'systemd/oneshot.systemd', oneshotView(plan, timer));
    add(timer.timer.bundle, 'systemd', 'systemd/timer.systemd', timerView(plan, timer));
  }
  add(files.rehearsal, 'bats', 'rehearsal/rehearsal.bats', rehearsalView(plan));
  return made;
}

function renderWorkload(plan: WorkloadPlan): Artifact {
  const content = fill('kubernetes/workload.yaml', workloadView(plan));
  return artifact(plan.file, 'yaml', content, plan.workload.name);
}

/** One file of rules and one dashboard for all services. */
function renderMonitoring(plan: Plan): Artifact[] {
  if (plan.monitoring === undefined) return [];
  const { rules, dashboard } = plan.monitoring;
  return [
    artifact(rules, 'prometheus', fill('monitoring/alerts.prometheus', rulesView(plan))),
    artifact(dashboard, 'dashboard', fill('monitoring/dashboard.dashboard', dashboardView(plan))),
  ];
}

function byPath(one: Artifact, other: Artifact): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}

/** All files of the bundle, in the order of their paths: pure, so the same plan gives the same bytes. */
export function renderBundle(plan: Plan): Artifact[] {
  const made = plan.services.flatMap(renderService);
  if (plan.targets.includes('kubernetes')) made.push(...plan.workloads.map(renderWorkload));
  if (plan.services.length > 0)
    made.push(artifact(INSTALLER, 'bash', fill('install.bash', installView(plan))));
  made.push(...renderMonitoring(plan));
  made.push(artifact('RUNBOOK.md', 'markdown', fill('runbook/runbook.markdown', runbookView(plan))));
  if (plan.targets.includes('ansible')) made.push(...renderAnsible(plan, made));
  made.sort(byPath);
  const list = artifact('manifest.json', 'json', manifest(plan, made));
  const digests = artifact('SHA256SUMS', 'sums', sums(plan, [...made, list]));
  return [...made, list, digests].sort(byPath);
}
