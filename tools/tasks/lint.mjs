import { runSteps } from '../steps/run-steps.mjs';
import { LINT_STEPS } from '../steps/lint-steps.mjs';

const failed = await runSteps(LINT_STEPS);
process.exit(failed.length === 0 ? 0 : 1);
