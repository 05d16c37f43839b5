import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { box } from '../../src/build/box.mjs';
import { root } from '../../src/build/run.mjs';
import { listCases, runCase } from '../chaos/run-case.mjs';
import { sumUp } from '../chaos/table.mjs';

const bats = path.join(root, 'node_modules/bats/bin/bats');
/** Milliseconds for one test; a mutant may make it wait for ever, which is noticed, too. */
const TIMEOUT = 120_000;
/** A mutant that cannot even do this is no mutant but a broken script. */
const FAIR = { actions: 'restart is the default and replaces the process' };

function runTest(file, name, env) {
  const pattern = name === undefined ? [] : ['--filter', `^${name.replace(/[^\w -]/g, '.')}$`];
  const words = [bats, '--formatter', 'tap', ...pattern, path.join(root, `test/script/${file}.bats`)];
  const [command, ...args] = [...box, ...words];
  return new Promise((resolve) => {
    const options = { cwd: root, env: { ...process.env, ...env }, timeout: TIMEOUT, killSignal: 'SIGKILL' };
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', () => {
      const planned = Number(/^1\.\.(\d+)/m.exec(output)?.[1] ?? 0);
      const passed = [...output.matchAll(/^ok (?!.*# skip)/gm)].length;
      const failed = [...output.matchAll(/^not ok \d+ (.*)$/gm)].map(([, test]) => test);
      resolve({ planned, passed, failed: passed === planned ? failed : [...failed, 'no end'].slice(0, 3) });
    });
  });
}

/** Runs the tests of `by`, with an environment: how many there were, and the names of those that failed. */
async function runBy(by, env) {
  const [[file, name]] = Object.entries(by);
  if (file !== 'chaos') return runTest(file, name ?? undefined, env);
  const [row] = listCases(`${name}-`);
  const { wrongs, runs } = sumUp(row, await runCase(row, env));
  const texts = wrongs.map(({ text }) => text.replace(/\s*\[.*/s, ''));
  return { planned: runs.length, failed: texts.slice(0, 1) };
}

/**
 * `{ verdict, text }`: noticed (by which test), survived, or error. That the tests pass without the mutant is for
 * `npm test` to say; here the mutant must still pass the one of a plain restart.
 */
export async function judge({ from, to, by }) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido mutant '));
  const mutant = path.join(scratch, 'mutant');
  mkdirSync(mutant);
  // As the renderer writes the call of a step.
  writeFileSync(path.join(mutant, 'from'), from.replaceAll(/\bhook /g, ''));
  writeFileSync(path.join(mutant, 'to'), to);
  const env = { SAIKIDO_MUTANT: mutant, TMPDIR: scratch, BATS_TMPDIR: scratch };
  const wrong = () =>
    existsSync(path.join(mutant, 'wrong')) ? readFileSync(path.join(mutant, 'wrong'), 'utf8') : '';
  try {
    const fair = by.actions === FAIR.actions ? { failed: [] } : await runBy(FAIR, env);
    if (fair.failed.length > 0) return { verdict: 'error', text: 'a plain restart no longer works' };
    const { planned, failed } = await runBy(by, env);
    if (planned === 0) return { verdict: 'error', text: `no such test: ${JSON.stringify(by)}` };
    if (wrong() !== '') return { verdict: 'error', text: wrong().trim() };
    if (!existsSync(path.join(mutant, 'applied')))
      return { verdict: 'error', text: 'no script had this text' };
    return failed.length > 0
      ? { verdict: 'noticed', text: failed[0] }
      : { verdict: 'SURVIVED', text: JSON.stringify(by) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
