import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A message of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

export interface Browser {
  readonly send: (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>;
  /** All that the page has told so far. */
  readonly events: readonly Message[];
  readonly close: () => Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--hide-scrollbars',
  '--remote-debugging-pipe',
];

/** Starts Chromium with one empty page and talks to that page over a pipe, a NUL after each message. */
export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'saikido browser '));
  const args = [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'];
  // Debian's command is a shell that waits for the browser: both are one group, and end together.
  const child = spawn('chromium-headless-shell', args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const input = child.stdio[3] as Writable;
  const output = child.stdio[4] as Readable;
  const events: Message[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop()!;
    for (const message of messages.map((one) => JSON.parse(one) as Message)) {
      if (message.id === undefined) events.push(message);
      else waiting.get(message.id)?.(message);
    }
  });
  input.on('error', () => {});
  let last = 0;
  let sessionId: string | undefined;
  const send: Browser['send'] = async (method, params = {}) => {
    const id = (last += 1);
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    const { result, error } = await Promise.race([
      answer,
      ended.then((): Message => ({ error: 'it ended' })),
    ]);
    if (result === undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  const { targetInfos } = (await send('Target.getTargets')) as {
    targetInfos: readonly { type: string; targetId: string }[];
  };
  const { targetId } = targetInfos.find(({ type }) => type === 'page')!;
  ({ sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  });
  const close = async () => {
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { send, events, close };
}
