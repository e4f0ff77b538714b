import { existsSync } from 'node:fs';

const SOURCES = ['index.ts', 'generators', 'executors', 'schematics'].filter((place) => existsSync(place));

/** What `npm run lint` runs, and `npm test` before the tests. */
export const LINT_STEPS = [
  { name: 'eslint', command: ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'] },
  {
    name: 'dependency rule',
    command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...SOURCES],
  },
  { name: 'file sizes', command: ['tools/checks/file-sizes.mjs'] },
  { name: 'plain text', command: ['tools/checks/plain-text.mjs'] },
];
