/**
 * `npm run bench:migrate [-- --tables=10,100,1000 --rounds=3 --limit=300]`
 *
 * One table: the difference between two made-up schemas, that of a database and one that differs in a table of
 * twenty, found by this package, TypeORM's own builder, @pgkit/migra and pg-delta, side by side on the same
 * databases. They stand on a PostgreSQL of this machine (BACKEND_TEST_POSTGRES) and are dropped afterwards.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../tools/build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const peers = path.join(root, 'bench', 'migrate');
const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: '10,100,1000,2500,5000' }, rounds: { type: 'string', default: '3' }, limit: { type: 'string', default: '300' },
    dist: { type: 'string' },
  },
});

if (!existsSync(path.join(peers, 'node_modules'))) {
  console.log('Installing the peers into bench/migrate/node_modules …');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: peers, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
if (values.dist === undefined && !build({ check: false })) process.exit(1);

console.log(`${os.cpus()[0]?.model ?? 'unknown CPU'} × ${os.cpus().length}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
const { benchMigrating } = await import('./migrate/run.mjs');
await benchMigrating({
  dist: values.dist ?? path.join(root, 'dist'), server: process.env.BACKEND_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/',
  sizes: values.tables.split(',').map(Number), rounds: Number(values.rounds), limit: Number(values.limit),
});
