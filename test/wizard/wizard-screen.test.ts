import { spawn } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { asRoot, HINTS } from './beginner.ts';
import { scratchFolders } from './scratch.ts';
import { CTRL_C, ENTER, openTerminal, UP } from './terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();

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
