import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['bench/compare.mjs', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
