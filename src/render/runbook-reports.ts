import type { ServicePlan } from '../plan/plan.ts';

/** Who is told, and where the address or the URL stands. */
function channels({ alerts }: ServicePlan['service']): { channel: string; where: string }[] {
  const { slack, webhook, email, ping } = alerts ?? {};
  return [
    ...(slack === undefined ? [] : [{ channel: 'Slack', where: slack.url_file }]),
    ...(webhook === undefined ? [] : [{ channel: 'webhook', where: webhook.url_file }]),
    ...(email === undefined ? [] : [{ channel: 'mail', where: email.to.join(', ') }]),
    ...(ping === undefined ? [] : [{ channel: 'ping', where: ping.url_file }]),
  ];
}

/** Files that only their owner may read, made before a secret stands in them; one that is there keeps its secret. */
function secrets({ alerts }: ServicePlan['service']): { words: string[] }[] {
  const files = [alerts?.slack, alerts?.webhook, alerts?.ping].flatMap((channel) => channel?.url_file ?? []);
  if (files.length === 0) return [];
  const folders = new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))));
  return [
    { words: ['mkdir', '-p', ...folders] },
    { words: ['touch', ...new Set(files)] },
    { words: ['chmod', '600', ...new Set(files)] },
  ];
}

/** The runbook's part on alerts and metrics. */
export function reportsView(plan: ServicePlan, span: (milliseconds: number) => string) {
  const { service, alertRules } = plan;
  const { alerts, metrics } = service;
  const told = channels(service);
  const people = told.some(({ channel }) => channel !== 'ping');
  return {
    reports: alerts !== undefined || metrics !== undefined,
    told,
    told_on: people ? (alerts?.on ?? []).join(', ') : '',
    repeat: span(alerts?.repeat_after ?? 0),
    secrets: secrets(service),
    metrics_file: metrics === undefined ? '' : `${metrics.directory}/${service.name}.prom`,
    rules: alertRules.map(({ name, severity, description, remedy }) => ({
      name,
      severity,
      means: description,
      remedy,
    })),
  };
}
