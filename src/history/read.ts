import { statSync } from 'node:fs';
import { type LogLine, parseLine } from './line.ts';
import { lineBatches } from './text-lines.ts';

/** One log file, as given on the command line. */
export interface Source {
  /** `-` is standard input. */
  readonly path: string;
  /** Whose log it is, where logs of several hosts are read. */
  readonly host?: string;
}

/** What became of one file. */
export interface ReadFile extends Source {
  readonly lines: number;
  /** Lines that no restart script wrote so; empty ones do not count. */
  readonly broken: number;
  /** Counted from 1. */
  readonly firstBroken?: number;
  /** Why it could not be read to its end. */
  readonly damage?: string;
}

/** A file whose first so many lines say nothing is read last. */
const LINES_TO_LOOK_AT = 1000;

/** When the log in a file begins; never for what can be read only once, such as a pipe. */
async function beginOf(path: string): Promise<number> {
  if (path === '-' || !statSync(path).isFile()) return Infinity;
  let seen = 0;
  try {
    for await (const batch of lineBatches(path)) {
      for (const text of batch.slice(0, LINES_TO_LOOK_AT)) {
        const at = parseLine(text)?.at;
        if (at !== undefined) return at;
      }
      seen += batch.length;
      if (seen > LINES_TO_LOOK_AT) break;
    }
  } catch {
    // The reading proper meets the same trouble, and says so.
  }
  return Infinity;
}

async function readFile(source: Source, take: (line: LogLine, source: Source) => void): Promise<ReadFile> {
  let lines = 0;
  let broken = 0;
  let firstBroken: number | undefined;
  let damage: string | undefined;
  try {
    for await (const batch of lineBatches(source.path)) {
      for (const text of batch) {
        lines += 1;
        const line = text === '' ? undefined : parseLine(text);
        if (line !== undefined) take(line, source);
        else if (text !== '') {
          broken += 1;
          firstBroken ??= lines;
        }
      }
    }
  } catch (error) {
    damage = (error as Error).message;
  }
  const trouble = {
    ...(firstBroken !== undefined && { firstBroken }),
    ...(damage !== undefined && { damage }),
  };
  return { ...source, lines, broken, ...trouble };
}

/**
 * Reads logs, plain or gzip, and gives every line to `take`: oldest file first, in whatever order they are given, and
 * within a file as it was written. Pipes come last. At no time is more than a piece of one file in memory.
 */
export async function readLogs(
  sources: readonly Source[],
  take: (line: LogLine, source: Source) => void,
): Promise<ReadFile[]> {
  const begins = await Promise.all(
    sources.map(async (source) => ({ source, begin: await beginOf(source.path) })),
  );
  const ordered = begins.sort((a, b) => (a.begin === b.begin ? 0 : a.begin - b.begin));
  const files: ReadFile[] = [];
  for (const { source } of ordered) files.push(await readFile(source, take));
  return files;
}
