import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningProcess } from './processes.ts';
import { joinCommand } from './tree.ts';

const SEARCH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function placesOf(name: string): string[] {
  return SEARCH.map((place) => join(place, name)).filter((path) => existsSync(path));
}

/** A program of this machine by its bare name. */
export function whereIs(name: string): string | undefined {
  return /^[\w.+-]+$/.test(name) ? placesOf(name)[0] : undefined;
}

/** The first word as a path: programs are often started by a bare name, which no script may rely on. */
function absoluteProgram({ words, program, folder }: RunningProcess): string {
  const first = words[0] ?? '';
  if (first.startsWith('/')) return first;
  if (first.includes('/') && folder !== undefined) return join(folder, first);
  return placesOf(first).find((path) => realPath(path) === program) ?? program ?? first;
}

/** Whether /proc holds the command line as it was given: some programs, such as nginx, put a title over it. */
export function showsCommand(found: RunningProcess): boolean {
  return existsSync(absoluteProgram(found));
}

/** The command line of a running process, as a config holds it; below a title, the program alone. */
export function commandOf(found: RunningProcess): string {
  if (!showsCommand(found) && found.program !== undefined) return joinCommand([found.program]);
  return joinCommand([absoluteProgram(found), ...found.words.slice(1)]);
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function names(path: string, pid: number): boolean {
  try {
    const { size } = statSync(path);
    return size < 100 && /^\d+/.exec(readFileSync(path, 'utf8').trim())?.[0] === String(pid);
  } catch {
    return false;
  }
}

/** The PID file that already names this process, looked for where they usually are. */
export function pidFileOf({ pid, folder }: RunningProcess): string | undefined {
  const top = filesBelow('/run');
  const places = [...top, ...top.flatMap(filesBelow), ...(folder === undefined ? [] : filesBelow(folder))];
  return places.find((path) => path.endsWith('.pid') && names(path, pid));
}
