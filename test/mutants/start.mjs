import { pathToFileURL } from 'node:url';
import { judge } from './judge.mjs';
import { problemOf, readMutants } from './list.mjs';

const SIDE_BY_SIDE = 2;

async function judgeOne(mutant) {
  const problem = problemOf(mutant);
  return problem === undefined ? judge(mutant) : { verdict: 'error', text: problem };
}

/**
 * Takes each protection of the script away in turn; `only` keeps the mutants whose name contains one of its words, and
 * those that no longer fit the script.
 */
export async function runMutants(only = []) {
  const mutants = readMutants().filter(
    (mutant) =>
      only.length === 0 ||
      only.some((word) => `${mutant.file} ${mutant.name}`.includes(word)) ||
      problemOf(mutant) !== undefined,
  );
  const sum = { passed: 0, failed: 0 };
  const pending = [...mutants];
  const worker = async () => {
    for (let mutant = pending.shift(); mutant !== undefined; mutant = pending.shift()) {
      const { verdict, text } = await judgeOne(mutant);
      sum[verdict === 'noticed' ? 'passed' : 'failed'] += 1;
      console.log(`${verdict.padEnd(8)}  ${mutant.file.padEnd(18)}  ${mutant.name.padEnd(52)}  ${text}`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return sum;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runMutants(process.argv.slice(2));
  console.log(`${passed} mutants noticed, ${failed} not`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
