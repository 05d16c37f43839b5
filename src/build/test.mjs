import { build, install } from './run.mjs';
import { getTools, installHint } from './tools.mjs';

/** `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`. */
install();
build();
const missing = getTools();
if (missing.length > 0) console.log(installHint(missing));

const { check } = await import('./check.mjs');
const { runBats } = await import('./bats.mjs');
const { runUserlands } = await import('./userlands.mjs');
const { runVitest } = await import('./vitest.mjs');
const { runChaos } = await import('../../test/chaos/start.mjs');
const { runMutants } = await import('../../test/mutants/start.mjs');

const parts = check();
const units = runVitest();
const scripts = await runBats();
/** Both wait more than they work, each run in a box of its own. */
const [userlands, chaos] = await Promise.all([runUserlands(), runChaos()]);
/** The suites themselves must be able to fail; all mutants: `npm run mutants`. */
const mutants = await runMutants(['boot id', 'lock is not inherited', 'start tick']);

const passed = units.passed + scripts.passed + userlands.passed + chaos.passed + mutants.passed;
const failed =
  units.failed +
  scripts.failed +
  userlands.failed +
  chaos.failed +
  mutants.failed +
  parts.length +
  missing.length;
const empty = [units, scripts, userlands, chaos, mutants].some((part) => part.passed === 0);
if (parts.length > 0) console.log(`npm run check failed: ${parts.join(', ')}`);
if (empty) console.log('one of the suites ran no test, which counts as a failure');
console.log(`${passed} passed, ${failed + (empty ? 1 : 0)} failed`);
process.exitCode = failed === 0 && !empty ? 0 : 1;
