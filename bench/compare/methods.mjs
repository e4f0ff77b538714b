import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../lib/server.mjs';
import { cpuSeconds } from '../lib/process-tree.mjs';
import autocannon from 'autocannon';

const folder = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const UNITS = 100;
const CONNECTIONS = 10;
const SECONDS = 10;

/** Runs something beside a process that keeps a core busy, or alone. */
export async function beside(hog, run) {
  const child = hog ? spawn(process.execPath, [path.join(folder, 'hog.mjs')], { stdio: 'ignore' }) : undefined;
  const end = () => child?.kill('SIGKILL');
  process.once('exit', end);
  try {
    return await run();
  } finally {
    end();
    process.off('exit', end);
  }
}

/** This package's comparison: a server of so many units with the one of `UNITS`. */
export async function compareByPackage(dist, units, budget) {
  const { runLoadTest } = require(path.join(dist, 'executors/lib/load/load-test.js'));
  const command = (count) => `UNITS=${count} exec "${process.execPath}" "${path.join(folder, 'server.mjs')}"`;
  const began = performance.now();
  const { comparison, reasons } = await runLoadTest(
    { command: command(units), compareCommand: command(UNITS), url: '/', concurrency: CONNECTIONS, budget },
    { project: 'bench', root: folder, signal: new AbortController().signal, progress: () => undefined },
  );
  if (!comparison) throw new Error(reasons.join('; '));
  const [cpu] = comparison.metrics;
  return { verdict: comparison.verdict, seconds: (performance.now() - began) / 1000, launches: comparison.launches, rounds: comparison.rounds, ...(cpu && { ratio: cpu.ratio, low: cpu.low, high: cpu.high }) };
}

/** How many units make the server's whole request cost a tenth more CPU time. */
export async function calibrate(dist) {
  const { ratio } = await compareByPackage(dist, 2 * UNITS, '60s');
  return UNITS * (1 + 0.1 / (ratio - 1));
}

export const sameUnits = UNITS;

/** What people do: ten seconds on the one, then ten on the other; each rule's word on whether the first is slower, or different at all. */
export async function compareInSequence(units) {
  const [one, two] = [await run(units), await run(UNITS)];
  const compare = require('autocannon-compare');
  const { requests, latency, throughput, equal, aWins } = compare(one.result, two.result);
  const rule = (ratio) => (ratio > 1.05 ? 'slower' : ratio < 1 / 1.05 ? 'faster' : 'no difference');
  const tested = [requests, latency, throughput].some(({ pValue }) => pValue < 0.001);
  return {
    'requests per second': rule(two.result.requests.average / one.result.requests.average),
    p50: rule(one.result.latency.p50 / Math.max(1, two.result.latency.p50)),
    p99: rule(one.result.latency.p99 / Math.max(1, two.result.latency.p99)),
    'CPU time per request': rule(one.cpu / two.cpu),
    "autocannon-compare, who wins": equal ? 'no difference' : aWins ? 'faster' : 'slower',
    'autocannon-compare, p < 0.001': !tested ? 'no difference' : one.result.requests.average < two.result.requests.average ? 'slower' : 'faster',
  };
}

async function run(units) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = await startServer(path.join(folder, 'server.mjs'), [], { UNITS: String(units), PORT: String(port) });
  try {
    await autocannon({ url: server.origin, connections: CONNECTIONS, duration: 1 });
    const before = cpuSeconds(server.pid);
    const result = await autocannon({ url: server.origin, connections: CONNECTIONS, duration: SECONDS });
    return { result, cpu: (cpuSeconds(server.pid) - before) / result.requests.total };
  } finally {
    await server.stop();
  }
}
