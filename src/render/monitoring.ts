import type { AlertRule, Plan } from '../plan/plan.ts';

const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000]] as const; // prettier-ignore

/** A duration of Prometheus: `5m`. */
function duration(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => milliseconds % length === 0) ?? ['ms', 1];
  return `${milliseconds / size}${unit}`;
}

function ruleView({ name, expr, forMs, severity, summary, description, remedy }: AlertRule, service: string) {
  return {
    name,
    expr,
    for: forMs === 0 ? '' : duration(forMs),
    severity,
    service,
    summary: `${service}: ${summary}`,
    description,
    runbook: `RUNBOOK.md, ${service}: ${remedy}`,
  };
}

/** What the file of rules is given: the services that write metrics, by name. */
export function rulesView({ digest, services }: Plan) {
  const measured = services.filter(({ alertRules }) => alertRules.length > 0);
  const groups = measured.map(({ service, alertRules }) => ({
    group: `saikido-${service.name}`,
    rules: alertRules.map((rule) => ruleView(rule, service.name)),
  }));
  groups.sort((one, other) => (one.group < other.group ? -1 : 1));
  return { digest, groups };
}

/** The dashboard asks Prometheus which services there are. */
export function dashboardView({ digest }: Plan) {
  return { digest };
}
