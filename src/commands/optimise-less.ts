import { statSync } from 'node:fs';

/** Bytes of a config; a smaller one is read before V8 optimises anything, and node:v8 takes 2 ms to load. */
const LARGE = 8 * 1024;
/** In bytes of bytecode, thirty times V8's own: it optimises what is hot for seconds, not for tens of milliseconds. */
const PATIENCE = '--interrupt-budget=2000000';

/** Of a file that cannot be reached nothing is said here: who reads it has the words for that. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** A run is over before optimised code has paid for itself: with 200 services this saves a third of the time. */
export function optimiseLess(configFile: string): void {
  if (sizeOf(configFile) >= LARGE) process.getBuiltinModule('node:v8').setFlagsFromString(PATIENCE);
}
