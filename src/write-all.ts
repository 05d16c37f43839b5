import { writeSync } from 'node:fs';

const nap = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes a text to stdout (1) or stderr (2) without loading Node's streams, which cost a tenth of a start.
 * A reader that has gone away is no error: `saikido … | head` ends quietly.
 */
export function writeAll(descriptor: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(nap, 0, 0, 1);
    }
  }
}
