import { expect, test } from 'vitest';
import { proveArtifacts } from '../../../src/check/grammar/prove.ts';
import { planBundle } from '../../../src/plan/build.ts';
import type { Artifact } from '../../../src/render/artifact.ts';
import { frames } from '../../../src/render/frames.ts';
import { renderBundle } from '../../../src/render/render.ts';
import { sample } from '../../plan/sample.ts';

const plan = planBundle(
  sample({
    services: {
      worker: {
        command: ['/opt/app/worker.sh', "it's 100% $HOME"],
        reopen_signal: 'HUP',
        log: { rotate: { compress: false } },
      },
      zoned: {
        cron_flavor: 'cronie',
        schedule: ['@daily', { cron: '0 4 * * 1', timezone: 'Europe/Berlin' }],
      },
      timed: { scheduler: 'systemd', schedule: ['0 3 1 * 1', { every: '7m', action: 'ensure' }] },
    },
  }),
);
const artifacts = renderBundle(plan);

function failures(changed: readonly Artifact[]): string[] {
  const failed = proveArtifacts(plan, changed, frames).filter(({ status }) => status === 'failed');
  return failed.map(({ artifact, message }) => `${artifact}: ${message}`);
}

/** The bundle with one file changed, and SHA256SUMS left as it is. */
function withChange(path: string, from: string | RegExp, to: string): Artifact[] {
  return artifacts.map((artifact) => {
    if (artifact.path !== path) return artifact;
    const content = artifact.content.replace(from, () => to);
    expect(content).not.toBe(artifact.content);
    return { ...artifact, content };
  });
}

test('what was rendered is proven', () => {
  expect(failures(artifacts)).toEqual([]);
});

const script = 'root/usr/local/sbin/worker-restart';
const cron = 'root/etc/cron.d/worker-restart';
const logrotate = 'root/etc/logrotate.d/worker-restart';
const service = 'root/etc/systemd/system/timed-restart.service';
const timer = 'root/etc/systemd/system/timed-restart.timer';
const interval = 'root/etc/systemd/system/timed-restart-ensure.timer';

test.each([
  ['install.sh', "readonly INSTALL='system'", "readonly INSTALL='user'", 'INSTALL reads back'],
  ['install.sh', 'umask 022', 'umask 000', 'the body is not that of the template'],
  [script, "readonly SERVICE='worker'", "readonly SERVICE='other'", 'SERVICE reads back'],
  [script, "readonly SERVICE='worker'", 'readonly SERVICE=worker', 'an unquoted word'],
  [script, "readonly SERVICE='worker'", "readonly SERVICE='worker' X=$(id)", 'something follows'],
  [script, "readonly SERVICE='worker'", 'readonly SERVICE="worker"', 'an unquoted word'],
  [script, "readonly SERVICE='worker'", "readonly SERVICE=$'work\\x65\\q'", 'is broken'],
  [script, "readonly SERVICE='worker'", "SERVICE='worker'", 'not a setting'],
  [script, "readonly SERVICE='worker'\n", '', 'settings where'],
  [script, "readonly SERVICE='worker'\n", "readonly SERVICE='worker'\n\n", 'settings where'],
  [script, /readonly PID_FILE=.*/, `readonly PID_FILE="\${HOME}"/'run/worker.pid'`, 'PID_FILE reads back'],
  [script, "'/opt/app/worker.sh' '", "'/opt/app/worker.sh''", 'words of a list are not apart'],
  [script, "'/opt/app/worker.sh' '", "'/opt/app/worker.sh'  '", 'words of a list are not apart'],
  [script, '# --- settings', 'id\n# --- settings', 'code above the settings'],
  [script, '# --- settings', '# settings', 'the block of settings is missing'],
  [script, '# --- end of settings', '# --- end of the settings', 'the block of settings is missing'],
  [script, /\n$/, '\nid\n', 'the body is not that of the template'],
  [script, /\n$/, '', 'the body is not that of the template'],
  [script, "readonly SERVICE='worker'", "readonly SERVICE='wor\tker'", 'control character'],
  ['test/worker.bats', 'readonly SCRIPT=', 'readonly SCRAPE=', 'SCRIPT reads back'],
  [cron, '0 3 * * * root', '0 4 * * * root', 'the jobs are not those'],
  [cron, '0 3 * * * root ', '0 3 * * * ', 'the user of a job is missing'],
  [cron, '0 3 * * * root', '0 3 * * * app', 'the jobs are not those'],
  [cron, 'restart --quiet', 'restart', 'the jobs are not those'],
  [cron, 'restart --quiet', 'restart --quiet; id', 'not a plain word'],
  [cron, 'restart --quiet', 'restart --quiet $(id)', 'not a plain word'],
  [cron, 'restart --quiet', 'restart%--quiet', 'an unescaped %'],
  [cron, '0 3 * * *', '0 3 * *', 'the user of a job is missing'],
  ['crontab/worker', '0 3 * * * ', '0 3 ', 'not a crontab line'],
  [cron, /\n$/, '\n@reboot root /bin/id\n', 'the jobs are not those'],
  [cron, 'MAILTO=root', 'LD_PRELOAD=/x', 'not a crontab line'],
  [cron, /\n$/, '', 'the final newline is missing'],
  ['root/etc/cron.d/zoned-restart', 'Europe/Berlin\n', 'Europe/Paris\n', 'the jobs are not those'],
  ['root/etc/cron.d/zoned-restart', 'CRON_TZ=Europe/Berlin\n', '', 'the jobs are not those'],
  ['crontab/worker', '0 3 * * * ', '0 3 * * * root ', 'the jobs are not those'],
  [logrotate, 'weekly', 'daily', 'not kept as the config says'],
  [logrotate, 'rotate 8', 'rotate 9', 'not kept as the config says'],
  [logrotate, 'maxsize 10M', 'maxsize 10k', 'maxsize of'],
  [logrotate, 'maxsize 10M', 'maxsize 10MB', 'not an argument of maxsize'],
  [logrotate, 'nocompress', 'compress', 'compression of'],
  [logrotate, '    missingok', '    su nobody', 'not a directive'],
  [logrotate, '    missingok\n', '    notifempty\n    missingok\n', 'not a directive'],
  [logrotate, 'reopen --quiet', 'restart', 'postrotate of'],
  [logrotate, '    endscript\n', '', 'not one command'],
  [logrotate, /\}\n$/, '\n', 'not a directive'],
  [logrotate, '"/var/log/saikido/worker.log"', '"/var/log/*.log"', 'not the beginning of a block'],
  [logrotate, '"/var/log/saikido/worker.log"', '"/var/log/syslog"', 'is missing'],
  [service, 'restart --quiet', 'restart $HOME', 'not a word of a command'],
  [service, 'restart --quiet', 'restart "$HOME"', 'systemd would expand'],
  [service, 'restart --quiet', 'restart "%h"', 'systemd would expand'],
  [service, 'restart --quiet', 'ensure --quiet', 'ExecStart= is not'],
  [service, 'Type=oneshot', 'Type=simple', 'Type= is not oneshot'],
  [service, /TimeoutStartSec=.*/, 'TimeoutStartSec=1s', 'TimeoutStartSec= is not'],
  [service, '[Service]', '[Service]\nExecStartPre=/bin/id', 'Service.ExecStartPre does not belong here'],
  [service, '[Service]', '[Service]\nExecStart=/bin/id', 'ExecStart= is not'],
  [service, /Description=.*/, 'Description=x\\', 'would swallow the next line'],
  [timer, /OnCalendar=.*\n/, '', 'OnCalendar= is not'],
  [timer, 'timers.target', 'multi-user.target', 'WantedBy= is not'],
  [interval, 'OnUnitActiveSec=420s', 'OnUnitActiveSec=42s', 'the interval is not'],
  ['manifest.json', '"mode":"0755"', '"mode":"0777"', 'is not listed'],
  ['manifest.json', '{', '{,', 'JSON'],
  ['manifest.json', plan.digest, 'x', 'the digest of the config'],
  ['manifest.json', '"path":"RUNBOOK.md"', '"path":"manifest.json"', 'is not listed'],
  ['SHA256SUMS', /[0-9a-f]{64} {2}RUNBOOK/, `${'0'.repeat(64)}  RUNBOOK`, 'is not that of its bytes'],
  ['SHA256SUMS', / {2}RUNBOOK/, ' RUNBOOK', 'not a checksum'],
])('a changed %s is refused (%#)', (path, from, to, message) => {
  const found = failures(withChange(path, from, to)).filter((line) => line.startsWith(`${path}: `));
  expect(found.join('\n')).toContain(message);
});

test('a changed file no longer has the digest of SHA256SUMS', () => {
  expect(failures(withChange('RUNBOOK.md', 'Runbook', 'Rumbook'))).toEqual([
    'SHA256SUMS: the digest of RUNBOOK.md is not that of its bytes',
  ]);
});

test('a file that nothing proves is refused', () => {
  const stranger: Artifact = { path: 'root/etc/passwd', content: 'x\n', mode: 0o644, language: 'bash' };
  expect(failures([...artifacts, stranger])).toContain('root/etc/passwd: nothing proves this file');
});
