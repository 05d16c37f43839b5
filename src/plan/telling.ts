import type { Service } from '../config/config.ts';
import { number, path, text, words, type Setting } from './setting.ts';

/** Channels whose URL lies in a file on the server, with the names of their settings. */
const URL_FILES = [
  ['slack', 'SLACK_URL_FILE'],
  ['webhook', 'WEBHOOK_URL_FILE'],
  ['ping', 'PING_URL_FILE'],
] as const;

function alertSettings(service: Service): Setting[] {
  const { alerts } = service;
  if (alerts === undefined) return [];
  const files = URL_FILES.flatMap(([channel, name]) => {
    const file = alerts[channel]?.url_file;
    return file === undefined ? [] : [path(name, file)];
  });
  const mail =
    alerts.email === undefined
      ? []
      : [words('MAIL_TO', alerts.email.to), text('MAIL_FROM', alerts.email.from ?? '')];
  const told = tellsPeople(service)
    ? [words('ALERTS_ON', alerts.on), number('ALERTS_REPEAT', alerts.repeat_after)]
    : [];
  return [...told, ...files, ...mail];
}

/** Whether somebody reads what is told; a ping is for a machine. */
export function tellsPeople({ alerts }: Service): boolean {
  return alerts?.slack !== undefined || alerts?.webhook !== undefined || alerts?.email !== undefined;
}

/** What stands in the data block for metrics and alerts. */
export function tellingSettings(service: Service): Setting[] {
  const { metrics } = service;
  const folder = metrics === undefined ? [] : [path('METRICS_DIRECTORY', metrics.directory)];
  return [...folder, ...alertSettings(service)];
}

function alertParts(service: Service): string[] {
  const { alerts } = service;
  if (alerts === undefined) return [];
  const { slack, webhook, ping, email } = alerts;
  const json = slack !== undefined || webhook !== undefined;
  return [
    'alerts',
    ...(tellsPeople(service) ? ['+alert-choice', '+alert-text'] : []),
    ...(json || ping !== undefined ? ['+alert-url'] : []),
    ...(json ? ['+alert-json'] : []),
    ...(slack === undefined ? [] : ['+alert-slack']),
    ...(webhook === undefined ? [] : ['+alert-webhook']),
    ...(email === undefined ? [] : ['+alert-mail']),
    ...(ping === undefined ? [] : ['+alert-ping']),
  ];
}

/** The parts of the script that write metrics and send alerts. */
export function tellingParts(service: Service): string[] {
  const metrics = service.metrics === undefined ? [] : ['metrics', '+metrics-text'];
  return [...metrics, ...alertParts(service)];
}
