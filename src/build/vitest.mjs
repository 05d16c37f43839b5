import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, run } from './run.mjs';

/** Runs test/**\/*.test.ts and reads what came of it from vitest's own report. */
export function runVitest() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido vitest '));
  const report = path.join(scratch, 'report.json');
  const status = run(process.execPath, [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
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
