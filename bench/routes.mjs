/**
 * `npm run bench:routes [-- --only=generate|serve|start|nest --rounds=N --seconds=S]`
 *
 * Four tables, each measured side by side in one run, as ratios: (a) generating, (b) serving,
 * (c) start-up with the GitHub document, (d) serving on Nest. All load stays on 127.0.0.1.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../tools/build.mjs';

const bench = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(bench);
const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string' }, seconds: { type: 'string', default: '1' } },
});
const wants = (part) => values.only === undefined || values.only === part;

if (!existsSync(path.join(bench, 'node_modules'))) {
  console.log('Installing the peers into bench/node_modules …');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: bench, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
if (!build({ check: false })) process.exit(1);
const specs = process.env.BACKEND_SPECS ?? path.resolve(root, '../shared/specs');
const context = { root, bench, specs };

console.log(`${os.cpus()[0]?.model ?? 'unknown CPU'} × ${os.cpus().length}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
if (wants('generate')) {
  const { benchGenerating } = await import('./generate/run.mjs');
  console.log('\n(a) Generating: median of runs in random order\n');
  await benchGenerating({ ...context, rounds: Number(values.rounds ?? 3) });
}
if (wants('serve')) {
  const { benchServing } = await import('./serve/run.mjs');
  console.log('\n(b) Serving POST /shops/{shopId}/orders?…, a nested JSON body: slices in random order, against the bare framework\n');
  await benchServing({ ...context, rounds: Number(values.rounds ?? 12), seconds: Number(values.seconds) });
}
if (wants('start')) {
  const { benchStarting } = await import('./start-up/run.mjs');
  console.log('\n(c) Start-up with the GitHub document (1,223 operations), until the first answer\n');
  await benchStarting({ ...context, rounds: Number(values.rounds ?? 5) });
}
if (wants('nest')) {
  const { benchNest } = await import('./serve/run.mjs');
  console.log('\n(d) The same requests on Nest\n');
  await benchNest({ ...context, rounds: Number(values.rounds ?? 12), seconds: Number(values.seconds) });
}
