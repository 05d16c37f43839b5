import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { asRoot, endsWell, enterFrom, HINTS } from './beginner.ts';
import { contents, scratchFolders } from './scratch.ts';
import { DOWN, ENTER, openTerminal, runLine, sameCommandOf } from './terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();

test('an existing config is edited: its values are the defaults, comments and other services stay', async () => {
  const cwd = folder('edited');
  const file = path.join(cwd, 'saikido.yaml');
  const text = [
    '# ours',
    'services:',
    '  # sums up',
    '  worker:',
    '    command: /opt/app/worker.sh # the night shift',
    '    pid_file: /run/worker.pid',
    '    stop:',
    '      signal: INT',
    '      timeout: 45s',
    '    schedule: "30 4 * * *"',
    '  other: { command: /opt/other, pid_file: /run/other.pid }',
    '',
  ];
  writeFileSync(file, text.join('\n'));
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('Edit worker', ENTER);
  await terminal.reply('As it is: /opt/app/worker.sh', ENTER);
  await terminal.reply('/run/worker.pid', ENTER);
  await terminal.reply('INT, then KILL after 45s', DOWN, DOWN, DOWN, ENTER);
  await terminal.reply('TERM, INT, QUIT', ENTER);
  await terminal.reply('How long it may take', '1m', ENTER);
  await enterFrom(terminal, 'What proves that it works again');
  await endsWell(terminal);
  const expected = ['# yaml-language-server: $schema=./saikido.schema.json', ...text];
  expect(readFileSync(file, 'utf8').split('\n')).toEqual(
    expected.map((line) => line.replace('timeout: 45s', 'timeout: 1m')),
  );
  const after = contents(cwd);
  writeFileSync(file, text.join('\n'));
  expect(runLine(sameCommandOf(terminal.text()), cwd)).toMatchObject({ status: 0 });
  expect(contents(cwd)).toEqual(after);
});

test('"More settings?" opens the rest of the keys, and only what differs is written', async () => {
  const cwd = folder('more');
  const terminal = openTerminal(['init', '--command', '/opt/worker.sh', ...asRoot], { cwd });
  for (const hint of HINTS.slice(1, -1)) await terminal.reply(hint, ENTER);
  await terminal.reply('More settings?', 'y', ENTER);
  await terminal.reply('What the service does', 'Sums up', ENTER);
  await terminal.reply('Who owns the process', ENTER);
  const rest = ['stays in the foreground', 'User it runs as', 'Group it runs as', 'Folder it runs in'];
  for (const hint of rest) await terminal.reply(hint, ENTER);
  await terminal.reply('Variables it is given', "LANG=C.UTF-8 'A=b c'", ENTER);
  const later = [
    'File with KEY',
    'Mask of',
    'Its stdout',
    'Must succeed',
    'never KILL',
    'and all it started',
  ];
  for (const hint of [...later, 'become healthy', 'must stay up', 'How often to try', 'Pause before']) {
    await terminal.reply(hint, ENTER);
  }
  await terminal.reply('Which cron', ENTER);
  await terminal.reply('Between two restarts', DOWN, DOWN, ENTER);
  const last = [
    'Where each restart',
    'Log to syslog',
    'How many old',
    'Rotated earlier',
    'gzip',
    'reopens its output',
  ];
  for (const hint of [...last, 'Slack', 'Webhook']) await terminal.reply(hint, ENTER);
  await terminal.reply('Who gets the mail', 'ops@example.com dev@example.com', ENTER);
  for (const hint of ['Sender of the mail', 'Ping']) await terminal.reply(hint, ENTER);
  await terminal.reply('Outcomes that are told', 'failure skipped', ENTER);
  for (const hint of ['The same failure', 'Folder that node_exporter']) await terminal.reply(hint, ENTER);
  for (const hint of ['What the script remembers', 'Where the script is installed']) {
    await terminal.reply(hint, ENTER);
  }
  await endsWell(terminal);
  const [, ...lines] = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8').split('\n');
  expect(lines).toEqual([
    'services:',
    '  worker:',
    '    description: Sums up',
    '    command: /opt/worker.sh',
    '    pid_file: /run/worker/worker.pid',
    '    environment:',
    '      LANG: C.UTF-8',
    '      A: b c',
    '    schedule:',
    '      - "0 3 * * *"',
    '      - every: 5m',
    '        action: ensure',
    '    alerts:',
    '      on:',
    '        - failure',
    '        - skipped',
    '      email:',
    '        to:',
    '          - "ops@example.com"',
    '          - "dev@example.com"',
    '',
  ]);
  const again = folder('more again');
  expect(runLine(sameCommandOf(terminal.text()), again)).toMatchObject({ status: 0 });
  expect(contents(again)).toEqual(contents(cwd));
});

test('an edited service gets no schedule that it did not have, and keeps its samples', async () => {
  const cwd = folder('samples');
  const file = path.join(cwd, 'saikido.yaml');
  const text = [
    '# yaml-language-server: $schema=./saikido.schema.json',
    'services:',
    '  a: { command: /opt/a, pid_file: /run/a.pid }',
    '  b:',
    '    command: /opt/b',
    '    pid_file: /run/b.pid',
    '    schedule:',
    '      - every: 10m',
    '        when: { memory_above: 1G }',
    '      - every: 5m',
    '        action: sample',
    '',
  ];
  writeFileSync(file, text.join('\n'));
  const hints = HINTS.filter((hint) => hint !== 'Names the files');
  for (const [service, keys] of [
    ['Edit a', []],
    ['Edit b', [DOWN]],
  ] as const) {
    const terminal = openTerminal(['init', ...asRoot], { cwd });
    await terminal.reply('Edit a', ...(service === 'Edit b' ? [DOWN] : []), ENTER);
    for (const hint of hints) {
      await terminal.reply(hint, ...(hint === 'When it is restarted' ? keys : []), ENTER);
      if (hint === 'When it is restarted' && keys.length > 0) {
        await terminal.waitFor('Taken out: schedule every 10m (when …)');
      }
    }
    await endsWell(terminal);
  }
  const edited = text.toSpliced(7, 2, '      - "0 3 * * *"');
  expect(readFileSync(file, 'utf8').split('\n')).toEqual(edited);
});

test('a flag that no answer can make right is refused before the first question', async () => {
  const cwd = folder('wrong flag');
  const terminal = openTerminal(['init', '--stop-timeout', '5 s', '--user', 'app'], { cwd });
  expect(await terminal.ended).toBe(2);
  const says = 'saikido: --stop-timeout: services.service.stop.timeout must be a duration';
  expect(terminal.text().slice(0, says.length)).toBe(says);
  expect(terminal.text()).not.toContain('What is to be restarted?');
  expect(readdirSync(cwd)).toEqual([]);
});

test('what clashes with another service is asked again, whatever the flags said', async () => {
  const cwd = folder('clash');
  const file = path.join(cwd, 'saikido.yaml');
  writeFileSync(file, 'services:\n  a: { command: /opt/a, pid_file: /run/a.pid }\n');
  const flags = ['--service', 'b', '--command', '/opt/b', '--pid-file', '/run/a.pid', '--schedule', '@daily'];
  const terminal = openTerminal(['init', ...flags, ...asRoot], { cwd });
  const answered = ['The file that names its process', 'When it is restarted'];
  for (const hint of HINTS.slice(1).filter((one) => !answered.includes(one))) {
    await terminal.reply(hint, ENTER);
  }
  await terminal.waitFor('services.b.pid_file must differ from services.a.pid_file');
  await terminal.reply('As it is: /opt/b', ENTER);
  await terminal.reply('Names the files', ENTER);
  await terminal.reply('The file that names its process', '/run/b.pid', ENTER);
  await enterFrom(terminal, 'How the process is asked to stop');
  await endsWell(terminal);
  expect(readFileSync(file, 'utf8')).toContain('    pid_file: /run/b.pid\n    schedule: "@daily"\n');
});
