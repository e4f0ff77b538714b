import { readTotals } from './jest-totals.mjs';

const { passed, failed } = readTotals('tmp/jest-results.json');
console.log(`${passed} passed, ${failed} failed`);
