import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startServer } from '../lib/server.mjs';
import { pairedRatio } from '../lib/statistics.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const CONNECTIONS = 50;
const SECONDS = 3;

/** Requests per CPU second of this thread, and per second, by this package's generator and by plain autocannon: slices in turns, on one server. */
export async function compareGenerators(dist, rounds) {
  const { runLoad } = createRequire(import.meta.url)(path.join(dist, 'executors/lib/load/run/run.js'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = await startServer(path.join(folder, 'server.mjs'), [], { UNITS: '0', PORT: String(port) });
  const ours = async () => (await runLoad({ requests: [{ url: `${server.origin}/`, method: 'GET', headers: {} }], shape: { concurrency: CONNECTIONS, pipelining: 1, workers: 0, timeoutMs: 10_000, warmupMs: 0, durationMs: SECONDS * 1000 } })).repliesPerSecond;
  const plain = async () => {
    const began = performance.now();
    const { requests } = await autocannon({ url: server.origin, connections: CONNECTIONS, duration: SECONDS });
    return (requests.total * 1000) / (performance.now() - began);
  };
  const measure = async (run) => {
    const before = process.cpuUsage();
    const began = performance.now();
    const rate = await run();
    const { user, system } = process.cpuUsage(before);
    return { rate, perCpu: (rate * (performance.now() - began)) / (user + system) };
  };
  try {
    await ours();
    await plain();
    const all = { ours: [], plain: [] };
    for (let round = 0; round < rounds; round++) {
      const order = Math.random() < 0.5 ? ['ours', 'plain'] : ['plain', 'ours'];
      for (const name of order) all[name].push(await measure(name === 'ours' ? ours : plain));
    }
    const of = (key) => pairedRatio(all.ours.map((one) => one[key]), all.plain.map((one) => one[key]));
    return { rate: of('rate'), perCpu: of('perCpu') };
  } finally {
    await server.stop();
  }
}
