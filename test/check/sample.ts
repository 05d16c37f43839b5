import type { Artifact, Language } from '../../src/render/artifact.ts';
import { leaveBundle, writeBundle } from '../../src/check/bundle-folder.ts';
import { checkers } from '../../src/check/check-bundle.ts';
import type { CheckOptions } from '../../src/check/checker.ts';

export function artifact(
  path: string,
  language: Language,
  lines: readonly string[],
  service = 'worker',
): Artifact {
  const mode = language === 'bash' || language === 'bats' ? 0o755 : 0o644;
  return { path, language, mode, service, content: `${lines.join('\n')}\n` };
}

export function script(
  service = 'worker',
  settings: readonly string[] = ["readonly GREETING='/opt/a $HOME'"],
): Artifact {
  const lines = [
    '#!/bin/bash',
    `# Restarts ${service}.`,
    'set -euo pipefail',
    '# --- settings (the only values)',
    ...settings,
    '# --- end of settings',
    'main() {',
    '  printf \'%s\\n\' "${GREETING}"',
    '}',
    'main "$@"',
  ];
  return artifact(`root/usr/local/sbin/${service}-restart`, 'bash', lines, service);
}

export function rehearsal(
  service = 'worker',
  body: readonly string[] = ['  [[ -n "$(bash "${SCRIPT}")" ]]'],
): Artifact {
  const lines = [
    '#!/usr/bin/env bats',
    `SCRIPT="\${BATS_TEST_DIRNAME}/../root/usr/local/sbin/${service}-restart"`,
    '@test "it greets" {',
    ...body,
    '}',
  ];
  return artifact(`test/${service}.bats`, 'bats', lines, service);
}

export const cronFile = (
  line = '0 3 * * mon-fri root /usr/local/sbin/worker-restart restart',
  path = 'worker-restart',
) => artifact(`root/etc/cron.d/${path}`, 'cron', ['# nightly', 'SHELL=/bin/sh', 'MAILTO=root', '', line]);

export const fragment = (line = '0 3 * * * /usr/local/sbin/worker-restart restart', service = 'worker') =>
  artifact(`crontab/${service}`, 'crontab', ['# nightly', line], service);

export const unit = (lines: readonly string[] = ['Type=oneshot']) =>
  artifact('root/etc/systemd/system/worker-restart.service', 'systemd', [
    '[Unit]',
    'Description=Restarts the worker',
    '[Service]',
    ...lines,
    'ExecStart=/usr/local/sbin/worker-restart restart',
  ]);

export const timer = (...calendars: readonly string[]) =>
  artifact('root/etc/systemd/system/worker-restart.timer', 'systemd', [
    '[Timer]',
    ...calendars.map((value) => `OnCalendar=${value}`),
    '[Install]',
    'WantedBy=timers.target',
  ]);

export const rotation = (lines: readonly string[] = ['  weekly', '  rotate 8', '  missingok', '}']) =>
  artifact('root/etc/logrotate.d/worker-restart', 'logrotate', ['"/var/log/saikido/a log" {', ...lines]);

const everything = { rehearsal: true, strict: false, texts: [], environment: process.env };

/** The results of one checker. */
export async function check(
  name: string,
  artifacts: readonly Artifact[],
  options: Partial<CheckOptions> = {},
) {
  const folder = writeBundle(artifacts);
  try {
    const checker = checkers.find((candidate) => candidate.name === name)!;
    return await checker.run({ folder, artifacts }, { ...everything, ...options });
  } finally {
    leaveBundle(folder);
  }
}

export const alertRules = () =>
  artifact('monitoring/saikido-alerts.yaml', 'prometheus', [
    'groups:',
    '  - name: worker',
    '    rules:',
    '      - alert: RestartFailed',
    '        expr: saikido_last_exit_status > 0',
  ]);

export const NO_TOOLS = { environment: { PATH: '' } };
