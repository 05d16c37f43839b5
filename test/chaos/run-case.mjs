import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { box } from '../../src/build/box.mjs';

const folder = import.meta.dirname;
/** Seconds for one injection beyond the time that its environment gives it. */
const LIMIT = 300;

export function listCases(only) {
  const files = readdirSync(path.join(folder, 'cases')).toSorted();
  return files.filter((file) => file.endsWith('.bash') && file.includes(only));
}

/** What the case is about: its first line. */
export function titleOf(file) {
  return readFileSync(path.join(folder, 'cases', file), 'utf8')
    .split('\n', 1)[0]
    .replace(/^# /, '');
}

function readReport(file, output) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = text.split('\n').filter(Boolean);
  const pairs = lines.map((line) => {
    const [kind, ...words] = line.split('\t');
    return { kind, text: words.join(' ') };
  });
  const ended = pairs.some(({ kind }) => kind === 'done');
  return ended ? pairs : [...pairs, { kind: 'other', text: `it ended early: ${output.slice(-2000)}` }];
}

/** Runs one case to its end and gives its report, `{ kind, text }` a line. */
export function runCase(file, env) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido chaos '));
  const report = path.join(scratch, 'report');
  const words = [path.join(folder, 'case.bash'), path.join(folder, 'cases', file), scratch, report];
  const [command, ...args] = [...box, 'bash', ...words];
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env, TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (LIMIT + Number(env.CHAOS_SECONDS ?? 0)) * 1000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => (output += error.message));
    child.on('close', () => {
      const lines = readReport(report, output);
      rmSync(scratch, { recursive: true, force: true });
      resolve(lines);
    });
  });
}
