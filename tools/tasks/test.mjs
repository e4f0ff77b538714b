/** `npm test`: lint, types, every test (the end-to-end ones build and pack); one summary line at the end. */
import { mkdirSync, rmSync } from 'node:fs';
import { runSteps } from '../steps/run-steps.mjs';
import { LINT_STEPS } from '../steps/lint-steps.mjs';
import { readTotals } from '../steps/jest-totals.mjs';

const REPORT = 'tmp/jest-results.json';
mkdirSync('tmp', { recursive: true });
rmSync(REPORT, { force: true });

const start = Date.now();
const failed = await runSteps([
  ...LINT_STEPS,
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.spec.json'] },
  {
    name: 'jest',
    // PGlite is an ES module that imports itself piece by piece, which Jest allows under this flag alone.
    command: ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${REPORT}`, ...process.argv.slice(2)],
    env: { NX_DAEMON: 'false' },
  },
]);
const { passed, failed: failedTests, skipped } = readTotals(REPORT);
const seconds = Math.round((Date.now() - start) / 1000);
const verdict = failed.length === 0 ? 'OK' : `FAILED: ${failed.join(', ')}`;
console.log(`\n${verdict} · tests: ${passed} passed, ${failedTests} failed, ${skipped} skipped · ${seconds} s`);
process.exit(failed.length === 0 ? 0 : 1);
