/** `npm run test:all-specs`: every document, every framework, every compiler and module kind. Takes long. */
import { spawnSync } from 'node:child_process';

const args = ['node_modules/jest/bin/jest.js', 'e2e/all-specs.spec.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ALL_SPECS: 'full', NX_DAEMON: 'false' } });
process.exit(status ?? 1);
