import { writeAll } from './write-all.ts';

/** As a shell counts them: 128 and the number of the signal. */
const STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Takes away what stands on the line, such as the progress and the ^C of the terminal; a prompt may have hidden the cursor. */
const TIDY = '\r\u001b[J\u001b[?25h';

/**
 * For commands that wait for a person or for other programs: a signal ends them through their `exit` handlers, which
 * kill what runs and remove what was staged. Work that does not wait is ended by the signal itself, at once.
 */
export function endOnSignals(): void {
  for (const [signal, status] of Object.entries(STATUS)) {
    process.once(signal, () => {
      writeAll(2, `${process.stderr.isTTY ? TIDY : ''}saikido: interrupted\n`);
      process.exit(status);
    });
  }
}

/** A reader of stdout or stderr that goes away in the middle is no error. */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
