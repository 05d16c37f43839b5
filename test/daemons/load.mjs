import { appendFileSync } from 'node:fs';
import net from 'node:net';

/**
 * `node load.mjs PROTOCOL PORT FILE`: asks the daemon on 127.0.0.1 again and again, each time on a connection of its own,
 * until it is ended. One line a request: milliseconds since 1970 of its beginning and of its end, then `ok` or what went
 * wrong.
 */
const [protocol, port, file] = process.argv.slice(2);
const CLIENTS = 4;
const PAUSE_MS = 10;
const TIMEOUT_MS = 2000;

/** Version 3.0 of PostgreSQL's protocol; the answer ends with "ready for query, idle". */
function postgresStartup() {
  const words = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + words.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, words]);
}

const { request, answer } = {
  http: { request: 'GET / HTTP/1.0\r\n\r\n', answer: /^HTTP\/1\.[01] 200 / },
  redis: { request: 'PING\r\n', answer: /^\+PONG\r\n/ },
  memcached: { request: 'version\r\n', answer: /^VERSION .*\r\n/ },
  // oxlint-disable-next-line no-control-regex
  postgres: { request: postgresStartup(), answer: /Z\0\0\0\x05I$/ },
}[protocol];

function ask() {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port: Number(port), timeout: TIMEOUT_MS });
    let heard = '';
    const end = (outcome) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(request));
    socket.on('data', (text) => {
      heard += text;
      if (answer.test(heard)) end('ok');
    });
    socket.on('error', (error) => end(error.code));
    socket.on('timeout', () => end('timeout'));
    socket.on('close', () => end('closed'));
  });
}

async function client() {
  for (;;) {
    const began = Date.now();
    const outcome = await ask();
    appendFileSync(file, `${began} ${Date.now()} ${outcome}\n`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

for (let i = 0; i < CLIENTS; i += 1) void client();
