import { pathToFileURL } from 'node:url';
import { listCases, runCase } from './run-case.mjs';
import { printRow, printSums, sumUp } from './table.mjs';

const SIDE_BY_SIDE = 2;
/** Seconds that the long form gives to the kills at every command boundary. */
const LONG_SECONDS = 3600;

function jobsOf(file, long) {
  if (!long || !file.startsWith('01-')) return [{ file, env: {} }];
  const shard = (number) => ({
    CHAOS_POINTS: '1000000',
    CHAOS_SECONDS: process.env.CHAOS_SECONDS ?? String(LONG_SECONDS),
    CHAOS_SHARDS: String(SIDE_BY_SIDE),
    CHAOS_SHARD: String(number),
  });
  return Array.from({ length: SIDE_BY_SIDE }, (_, number) => ({ file, env: shard(number) }));
}

/**
 * Runs the injections whose name contains `only`, two side by side, and prints what came of each. `long` takes every
 * command boundary. Rows of which nothing could be injected here count as neither passed nor failed.
 */
export async function runChaos({ long = false, only = '' } = {}) {
  const jobs = listCases(only).flatMap((file) => jobsOf(file, long));
  const pending = [...jobs];
  const reports = new Map();
  const worker = async () => {
    for (let job = pending.shift(); job !== undefined; job = pending.shift()) {
      const lines = await runCase(job.file, job.env);
      reports.set(job.file, [...(reports.get(job.file) ?? []), ...lines]);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  const rows = [...reports.entries()].map(([file, lines]) => sumUp(file, lines));
  for (const row of rows.toSorted((a, b) => a.file.localeCompare(b.file))) printRow(row);
  printSums(rows);
  const failed = rows.filter(({ wrongs }) => wrongs.length > 0).length;
  return { passed: rows.filter(({ wrongs, runs }) => wrongs.length === 0 && runs.length > 0).length, failed };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [only] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const { passed, failed } = await runChaos({ long: process.argv.includes('--long'), only });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
