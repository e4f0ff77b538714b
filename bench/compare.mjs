/**
 * `npm run bench:compare [-- --trials=40 --sequential=10 --budget=60s --results=<file> --report]`, or `-- --generator=20`
 *
 * How often does a comparison call two copies of one server different, and how often does it find a true
 * slowdown of 10 % in CPU time? Half of the trials run beside a process that keeps a core busy. Each
 * trial is written to the results file at once, so that a run can be ended and gone on with. All load
 * stays on 127.0.0.1.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printReport } from './compare/report.mjs';
import { progress } from './lib/table.mjs';

const bench = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(bench);
const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' }, sequential: { type: 'string', default: '10' }, budget: { type: 'string', default: '60s' },
    results: { type: 'string', default: path.join(os.tmpdir(), 'backend-bench-compare.jsonl') }, dist: { type: 'string' }, report: { type: 'boolean', default: false }, generator: { type: 'string' },
  },
});
// What was started is ended by listeners to our own end.
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => process.exit(130));
const read = () => (existsSync(values.results) ? readFileSync(values.results, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);
const keep = (record) => appendFileSync(values.results, `${JSON.stringify(record)}\n`);

console.log(`${os.cpus()[0]?.model ?? 'unknown CPU'} × ${os.cpus().length}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${values.results}\n`);
if (!values.report) {
  if (!existsSync(path.join(bench, 'node_modules/autocannon-compare'))) {
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: bench, stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
  if (values.dist === undefined) {
    const { build } = await import('../tools/build.mjs');
    if (!build({ check: false })) process.exit(1);
  }
  const dist = path.resolve(values.dist ?? path.join(root, 'dist'));
  if (values.generator !== undefined) await reportGenerators(dist, Number(values.generator) || 20);
  else await runTrials(dist);
}
if (values.generator === undefined) printReport(read());

/** How much of plain autocannon's throughput this package's generator reaches, and by how much CPU time. */
async function reportGenerators(dist, rounds) {
  const { compareGenerators } = await import('./compare/generator.mjs');
  const { rate, perCpu } = await compareGenerators(dist, rounds);
  const text = ({ ratio, low, high }) => `${ratio.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  console.log(`Beside plain autocannon, ${rounds} rounds: replies per second × ${text(rate)}, replies per second of the generator's CPU time × ${text(perCpu)}`);
}

async function runTrials(dist) {
  const { beside, calibrate, compareByPackage, compareInSequence, sameUnits } = await import('./compare/methods.mjs');
  let units = read().find(({ kind }) => kind === 'calibration')?.units;
  if (units === undefined) keep({ kind: 'calibration', units: (units = await calibrate(dist)) });
  const done = new Set(read().map(({ kind, name }) => `${kind}/${name}`));
  // Identical and slower, alone and beside a hog, take turns: wherever a run ends, it has some of each.
  for (let trial = 0; trial < Number(values.trials); trial++) {
    for (const slower of [false, true]) {
      const hog = trial % 2 === 1;
      const name = `${slower ? 'slower' : 'same'}-${trial}`;
      const count = slower ? units : sameUnits;
      progress(name);
      if (!done.has(`interleaved/${name}`)) keep({ kind: 'interleaved', name, slower, hog, load: os.loadavg()[0], ...(await beside(hog, () => compareByPackage(dist, count, values.budget))) });
      if (trial >= Number(values.sequential) || done.has(`sequential/${name}`)) continue;
      keep({ kind: 'sequential', name, slower, hog, verdicts: await beside(hog, () => compareInSequence(count)) });
    }
  }
  progress('');
}
