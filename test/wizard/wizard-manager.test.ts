import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { asRoot, endsWell, enterFrom, HINTS } from './beginner.ts';
import { configLines, contents, scratchFolders } from './scratch.ts';
import { DOWN, ENTER, openTerminal, runLine, sameCommandOf } from './terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();
const FILE = 'saikido.yaml';

type Terminal = ReturnType<typeof openTerminal>;

/** Answers that stand for themselves from this hint on, where those for a PID file and a signal are not asked. */
async function enterManaged(terminal: Terminal, ...hints: readonly string[]): Promise<void> {
  for (const hint of hints) await terminal.reply(hint, ENTER);
}

/** The printed command makes the same from `before`, or from nothing. */
function expectTheSame(terminal: Terminal, cwd: string, again: string, before?: string): void {
  if (before !== undefined) writeFileSync(path.join(again, FILE), before);
  expect(runLine(sameCommandOf(terminal.text()), again)).toMatchObject({ status: 0 });
  expect(contents(again)).toEqual(contents(cwd));
}

test('a unit that is there: nothing is asked that the unit itself says', async () => {
  const cwd = folder('unit');
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('What is to be restarted?', DOWN, ENTER);
  await terminal.reply('Such as nginx.service', ENTER);
  await terminal.reply('must be given: an existing unit', 'nginx', ENTER);
  await terminal.reply('must be the name of a systemd unit', '.service', ENTER);
  await terminal.reply('Names the files', ENTER);
  const asked = await terminal.waitFor('What proves that it works again');
  expect(asked).not.toMatch(/PID file|asked to stop/);
  await terminal.reply('', ENTER);
  await enterFrom(terminal, 'Folder emptied');
  await endsWell(terminal);
  expect(configLines(cwd)).toEqual([
    'services:',
    '  nginx:',
    '    manager: systemd',
    '    unit: nginx.service',
    '    schedule: "0 3 * * *"',
    '',
  ]);
  expectTheSame(terminal, cwd, folder('unit again'));
});

test('commands of yours: start and stop must be given, no signal is asked for', async () => {
  const cwd = folder('commands');
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('What is to be restarted?', DOWN, DOWN, ENTER);
  await terminal.reply('Starts the service', ENTER);
  await terminal.reply('must be given: start and stop', '/usr/bin/supervisorctl start mailer', ENTER);
  await terminal.reply('Stops the service', '/usr/bin/supervisorctl stop mailer', ENTER);
  await terminal.reply('Exits 0 while it runs', ENTER);
  await terminal.reply('Prints the PID', "/usr/bin/supervisorctl pid 'mailer'", ENTER);
  await terminal.reply('Names the files', ENTER);
  await terminal.reply('How long it may take to stop', '1m', ENTER);
  await enterFrom(terminal, 'What proves that it works again');
  await endsWell(terminal);
  expect(configLines(cwd)).toEqual([
    'services:',
    '  mailer:',
    '    manager: command',
    '    commands:',
    '      start: /usr/bin/supervisorctl start mailer',
    '      stop: /usr/bin/supervisorctl stop mailer',
    "      pid: /usr/bin/supervisorctl pid 'mailer'",
    '    stop:',
    '      timeout: 1m',
    '    schedule: "0 3 * * *"',
    '',
  ]);
  expectTheSame(terminal, cwd, folder('commands again'));
});

test('"More settings?" makes a unit of a command; what the unit says itself is taken out, and said', async () => {
  const cwd = folder('generated');
  const text = [
    'services:',
    '  worker:',
    '    command: /opt/app/worker.sh # ours',
    '    pid_file: /run/worker/worker.pid',
    '    stop: { signal: INT }',
    '    schedule: "0 3 * * *"',
    '',
  ].join('\n');
  writeFileSync(path.join(cwd, FILE), text);
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('Edit worker', ENTER);
  for (const hint of HINTS.filter((one) => one !== 'Names the files').slice(0, -1))
    await terminal.reply(hint, ENTER);
  await terminal.reply('More settings?', 'y', ENTER);
  await terminal.reply('What the service does', ENTER);
  await terminal.reply('Who owns the process', DOWN, DOWN, ENTER);
  await terminal.waitFor('Taken out: pid_file (systemd knows the process of type: simple)');
  await terminal.reply('sandbox of the unit', DOWN, ENTER);
  await terminal.reply('stays in the foreground', ENTER);
  await terminal.waitFor('User it runs as');
  await terminal.reply('', ENTER);
  const rest = ['Group it', 'Folder it', 'Variables', 'KEY=value', 'Mask', 'Its stdout', 'Must succeed'];
  const starting = ['never KILL', 'all it started', 'become healthy', 'stay up', 'How often', 'Pause'];
  const logs = ['Which cron', 'Between two', 'Where each', 'syslog', 'old files are', 'larger', 'gzip'];
  const last = ['reopens', 'Slack', 'Webhook', 'Who gets', 'Ping', 'node_exporter', 'remembers', 'installed'];
  await enterManaged(terminal, ...rest, ...starting, ...logs, ...last);
  await endsWell(terminal);
  expect(configLines(cwd)).toEqual([
    'services:',
    '  worker:',
    '    manager: systemd',
    '    command: /opt/app/worker.sh # ours',
    '    hardening: strict',
    '    stop: { signal: INT }',
    '    schedule: "0 3 * * *"',
    '',
  ]);
  expectTheSame(terminal, cwd, folder('generated again'), text);
});

test('a service of each manager is edited; what was not asked about stays', async () => {
  const cwd = folder('edited');
  const text = [
    '# yaml-language-server: $schema=./saikido.schema.json',
    'services:',
    '  web:',
    '    workload: deployment/web # ours',
    '    manager: kubernetes',
    '    schedule: "@daily"',
    '',
  ].join('\n');
  writeFileSync(path.join(cwd, FILE), text);
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('Edit web', ENTER);
  await terminal.reply('As it is: deployment/web', ENTER);
  await terminal.reply('what is rolled out anew', 'statefulset/web', ENTER);
  await terminal.reply('When it is restarted', ENTER);
  await terminal.reply('More settings?', ENTER);
  await endsWell(terminal);
  expect(readFileSync(path.join(cwd, FILE), 'utf8')).toBe(text.replace('deployment', 'statefulset'));
  expect(terminal.text()).toContain('kubectl apply -f saikido-out/kubernetes/web.yaml');
  expectTheSame(terminal, cwd, folder('edited again'), text);
});
