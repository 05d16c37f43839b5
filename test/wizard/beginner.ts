import { expect } from 'vitest';
import { ENTER, type openTerminal } from './terminal.ts';

export const asRoot = ['--install', 'system'];

/** The questions of a beginner about a new service, each known by its hint. */
export const HINTS = [
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

export async function enterFrom(terminal: Terminal, hint: string): Promise<void> {
  for (const next of HINTS.slice(HINTS.indexOf(hint))) await terminal.reply(next, ENTER);
}

export async function endsWell(terminal: Terminal): Promise<void> {
  const status = await terminal.ended;
  expect({ status, text: terminal.text() }).toMatchObject({ status: 0 });
}
