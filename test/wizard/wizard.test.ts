import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { quoteWord } from '../../src/wizard/tree.ts';
import { contents, scratchFolders } from './scratch.ts';
import {
  CLEAR,
  CTRL_C,
  DOWN,
  ENTER,
  openTerminal,
  runLine,
  runPlain,
  sameCommandOf,
  UP,
} from './terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();
const script = path.resolve(import.meta.dirname, '../../generated-examples/demo/leaky-daemon.sh');
const asRoot = ['--install', 'system'];

/** The questions of a beginner about a new service, each known by its hint. */
const HINTS = [
  'What is to be restarted?',
  'Names the files',
  'The file that names its process',
  'How the process is asked to stop',
  'What proves that it works again',
  'Folder emptied',
  'When it is restarted',
  'Who starts the script',
  'How often logrotate',
  'More settings?',
];

type Terminal = ReturnType<typeof openTerminal>;

async function enterFrom(terminal: Terminal, hint: string): Promise<void> {
  for (const next of HINTS.slice(HINTS.indexOf(hint))) await terminal.reply(next, ENTER);
}

async function endsWell(terminal: Terminal): Promise<void> {
  const status = await terminal.ended;
  expect({ status, text: terminal.text() }).toMatchObject({ status: 0 });
}

test('Enter all the way leaves a checked bundle, and the printed command makes the same', async () => {
  const cwd = folder('enter all the way');
  const terminal = openTerminal(['init'], { cwd });
  await enterFrom(terminal, HINTS[0]!);
  await endsWell(terminal);
  const config = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8');
  expect(config.split('\n')).toEqual([
    '# yaml-language-server: $schema=./saikido.schema.json',
    'services:',
    '  leaky-daemon:',
    `    command: ${stringify(quoteWord(script)).trim()}`,
    '    pid_file: /run/leaky-daemon/leaky-daemon.pid',
    '    schedule: "0 3 * * *"',
    '',
  ]);
  expect(readdirSync(cwd).toSorted()).toEqual(['saikido-out', 'saikido.schema.json', 'saikido.yaml']);
  expect(terminal.text()).toMatch(/Checks\n[^]*\d+ passed[^]*Next\n[^]*--dry-run/);
  const again = folder('the same');
  const line = sameCommandOf(terminal.text());
  expect(runLine(line, again)).toMatchObject({ status: 0 });
  expect(contents(again)).toEqual(contents(cwd));
  expect(runLine(line, cwd)).toMatchObject({ status: 0 });
  expect(contents(cwd)).toEqual(contents(again));
});

test('a process is searched for, picked, and fills in command, folder and PID', async () => {
  const cwd = folder('picked');
  const daemon = spawn('sleep', ['98761.5'], { cwd, stdio: 'ignore' });
  try {
    const terminal = openTerminal(['init', ...asRoot], { cwd });
    await terminal.reply('What is to be restarted?', UP, UP, ENTER);
    await terminal.reply('PID, user or words:', '98761');
    await terminal.reply(`${daemon.pid}`, ENTER);
    await terminal.waitFor('sleep 98761.5');
    await enterFrom(terminal, 'Names the files');
    await endsWell(terminal);
    const config = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8');
    expect(config).toMatch(/^ {4}command: \/(?:usr\/)?bin\/sleep 98761\.5$/m);
    expect(config).toContain(`    working_directory: ${cwd}\n`);
    expect(terminal.text()).toContain(`echo ${daemon.pid} | sudo tee /run/sleep/sleep.pid`);
  } finally {
    daemon.kill();
  }
});

test('a wrong answer gets the sentence that the file would get, and may be mended', async () => {
  const cwd = folder('wrong answers');
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('What is to be restarted?', UP, ENTER);
  await terminal.reply('With its absolute path', "/opt/app/worker.sh 'a", ENTER);
  await terminal.reply('services.service.command must be', CLEAR, '/opt/app/worker.sh', ENTER);
  await terminal.reply('Names the files', 'Wor ker', ENTER);
  await terminal.reply('must be a name of a-z', CLEAR, 'worker', ENTER);
  await terminal.reply('The file that names its process', 'worker.pid', ENTER);
  const shown = await terminal.waitFor('worker.pid")');
  const yaml = 'services:\n  worker:\n    command: /opt/app/worker.sh\n    pid_file: worker.pid\n';
  writeFileSync(path.join(cwd, 'bad.yaml'), yaml);
  const { stderr } = runPlain(['generate', '--config', 'bad.yaml'], cwd);
  const [sentence = ''] = /services\.worker\.pid_file.*/.exec(stderr) ?? [];
  expect(sentence).toContain('absolute path');
  expect(shown.replaceAll(/\s+/g, ' ')).toContain(sentence);
  await terminal.reply('', CTRL_C);
  expect(await terminal.ended).toBe(130);
});

test('a cron expression shows its next three runs as it is typed', async () => {
  const cwd = folder('cron');
  const terminal = openTerminal(['init', '--command', '/opt/worker.sh', ...asRoot], { cwd });
  for (const hint of HINTS.slice(1, 6)) await terminal.reply(hint, ENTER);
  await terminal.reply('When it is restarted', DOWN, DOWN, DOWN, DOWN, ENTER);
  await terminal.reply('Cron expression', '30 4 1 1 *');
  const year = new Date().getUTCFullYear();
  for (const next of [year + 1, year + 2, year + 3]) await terminal.waitFor(`01 Jan ${next}, 04:30`);
  await terminal.reply('', ' *', ENTER);
  await terminal.reply('services.worker.schedule must be', CTRL_C);
  expect(await terminal.ended).toBe(130);
});

test('Ctrl-C: one quiet line, exit 130, nothing written', async () => {
  const cwd = folder('interrupted');
  const terminal = openTerminal(['init'], { cwd });
  await terminal.reply(HINTS[0]!, ENTER);
  await terminal.reply(HINTS[1]!, CTRL_C);
  expect(await terminal.ended).toBe(130);
  expect(terminal.text().trimEnd().split('\n').at(-1)).toBe('saikido: interrupted; nothing was written');
  expect(terminal.text()).not.toMatch(/Error|\n +at /);
  expect(readdirSync(cwd)).toEqual([]);
});

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
  await terminal.reply('INT, and KILL if it is still there after 45s', DOWN, DOWN, DOWN, ENTER);
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

test('a terminal of 40 columns: no row of the process list is longer', async () => {
  const cwd = folder('narrow');
  const daemon = spawn('sleep', ['98762.5', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6'], { stdio: 'ignore' });
  try {
    const terminal = openTerminal(['init'], { cwd, columns: 40 });
    await terminal.reply('What is to be restarted?', UP, UP, ENTER);
    await terminal.reply('PID, user or words:', `${daemon.pid} 98762`);
    await terminal.reply('98762.5 0.1', CTRL_C);
    expect(await terminal.ended).toBe(130);
    const lines = terminal
      .text()
      .split('\n')
      .filter((line) => /sleep 98762/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    expect(lines.at(-1)).toContain('…');
  } finally {
    daemon.kill();
  }
});

test('NO_COLOR: no colour, while without it there is some', async () => {
  const escape = String.fromCodePoint(27);
  const colour = new RegExp(`${escape}\\[[1-9][0-9;]*m`);
  const seen = [];
  for (const env of [{ NO_COLOR: '1' }, {}]) {
    const terminal = openTerminal(['init', ...asRoot], {
      cwd: folder(`colour ${Object.keys(env).length}`),
      env,
    });
    await terminal.reply(HINTS[0]!, ENTER);
    await terminal.reply(HINTS[1]!, 'No Name', ENTER);
    await terminal.reply('must be', CTRL_C);
    expect(await terminal.ended).toBe(130);
    seen.push(colour.test(terminal.raw()));
  }
  expect(seen).toEqual([false, true]);
});

test('"More settings?" opens the rest of the keys, and only what differs is written', async () => {
  const cwd = folder('more');
  const terminal = openTerminal(['init', '--command', '/opt/worker.sh', ...asRoot], { cwd });
  for (const hint of HINTS.slice(1, -1)) await terminal.reply(hint, ENTER);
  await terminal.reply('More settings?', 'y', ENTER);
  await terminal.reply('What the service does', 'Sums up', ENTER);
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
  for (const hint of [...last, 'What the script remembers', 'Where the script is installed']) {
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
    '',
  ]);
  const again = folder('more again');
  expect(runLine(sameCommandOf(terminal.text()), again)).toMatchObject({ status: 0 });
  expect(contents(again)).toEqual(contents(cwd));
});
