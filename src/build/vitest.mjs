import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, run } from './run.mjs';

/** Runs test/**\/*.test.ts and reads what came of it from vitest's own report. */
export function runVitest() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido vitest '));
  const report = path.join(scratch, 'report.json');
  /** With CI set vitest writes no golden file that is missing, it fails. */
  const env = { ...process.env, CI: 'true' };
  const args = [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const status = run(process.execPath, args, { env });
  try {
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    const failed = numTotalTests - numPassedTests + broken.length;
    return { passed: numPassedTests, failed: status === 0 ? failed : Math.max(failed, 1) };
  } catch (error) {
    console.log(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
