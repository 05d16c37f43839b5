import { spawnSync } from 'node:child_process';
import path from 'node:path';

const saikido = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');

/** Milliseconds that Node takes with these arguments; throws when it fails. */
function milliseconds(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

export const node = () => milliseconds(['-e', '0']);
export const command = (args, flags = []) => milliseconds([...flags, saikido, ...args]);
export const generate = (config, out) => command(['generate', '--config', config, '--out', out]);

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Rounds in which each subject runs once, so that a machine that slows down slows all; the first one does not count.
 * Medians of milliseconds, and of the quotients of `subject` and `base` of one round.
 */
export function rounds(count, subjects) {
  const found = [];
  for (let round = 0; round <= count; round += 1) {
    const times = Object.entries(subjects).map(([name, measure]) => [name, measure(round)]);
    if (round > 0) found.push(Object.fromEntries(times));
  }
  return {
    ms: (subject) => median(found.map((times) => times[subject])),
    times: (subject, base, without) =>
      median(found.map((times) => (times[subject] - (times[without] ?? 0)) / times[base])),
  };
}

/** Cells below each other. */
export function row(name, cells, end = '') {
  console.log(`${name.padEnd(26)} ${cells.map((cell) => cell.padStart(14)).join(' ')}  ${end}`.trimEnd());
}

/** What a limit says of a quotient. */
export function verdict(times, limit) {
  return `${limit}: ${times <= limit ? 'met' : 'missed'}`;
}
