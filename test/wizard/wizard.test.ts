import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { quoteWord } from '../../src/wizard/tree.ts';
import { asRoot, endsWell, enterFrom, HINTS } from './beginner.ts';
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

test('a slip is said at once, with the way out', async () => {
  const cwd = folder('slips');
  const terminal = openTerminal(['init', ...asRoot], { cwd });
  await terminal.reply('What is to be restarted?', UP, ENTER);
  await terminal.reply('With its absolute path', 'bash x.sh', ENTER);
  await terminal.reply('; bash is /', CLEAR, '/opt/app/worker.sh | tee x', ENTER);
  await terminal.reply('Mind: services.service.command holds the word |');
  await terminal.reply('Names the files', ENTER);
  await terminal.reply('The file that names its process', ENTER);
  await terminal.reply('How the process is asked to stop', ENTER);
  await terminal.reply('What proves that it works again', DOWN, ENTER);
  await terminal.reply('URL that must answer 2xx', ENTER);
  await terminal.reply('must have one of http, tcp and command', 'http://127.0.0.1/', ENTER);
  await terminal.reply('Folder emptied', '/tmp/worker*', ENTER);
  await terminal.waitFor('Mind: services.worker.cleanup[0].path is one folder');
  await terminal.reply('Which files of it', CTRL_C);
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

test('Ctrl-C during the checks: the line of the progress is taken away', async () => {
  const cwd = folder('interrupted checks');
  const terminal = openTerminal(['init', '--yes'], { cwd });
  await terminal.reply('rehearsal', CTRL_C);
  expect(await terminal.ended).toBe(130);
  expect(terminal.raw().endsWith('\r\u001b[J\u001b[?25hsaikido: interrupted\r\n')).toBe(true);
  expect(readdirSync(cwd)).toEqual([]);
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
