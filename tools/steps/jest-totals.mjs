import { existsSync, readFileSync } from 'node:fs';

/**
 * Counts of a Jest `--json` report. A test file that could not run counts as one failure, and so
 * does a report that is not there: silence is never success.
 */
export function readTotals(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
