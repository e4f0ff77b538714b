import path from 'node:path';
import { generateApp } from '../lib/generate-app.mjs';
import { cpuSeconds } from '../lib/process-tree.mjs';
import { startServer } from '../lib/server.mjs';
import { median, pairedRatio, shuffled } from '../lib/statistics.mjs';
import { printTable, progress } from '../lib/table.mjs';
import { BAD_REQUEST, REQUEST } from './request.mjs';
import { SERVERS } from './servers.mjs';
import { slice } from './slice.mjs';

/**
 * Table (b): all servers run at once; short slices of load go to one after the other, in random
 * order, so that what disturbs the machine disturbs all alike. CPU per request is the server
 * process's own time; its ratio carries the verdict, requests per second are shown beside it.
 */
export async function benchServing({ root, bench, rounds, seconds }) {
  for (const framework of ['express', 'fastify', 'koa']) {
    generateApp({ root, document: path.join(bench, 'serve/orders.yaml'), framework, out: path.join(bench, 'out', `orders-${framework}`) });
  }
  const running = [];
  try {
    for (const server of SERVERS) running.push({ ...server, ...(await startServer(path.join(bench, 'serve/servers', `${server.name}.mjs`))), rates: [], cpus: [] });
    for (const server of running) await checkAnswers(server);
    for (const server of running) await slice(server.origin, REQUEST, Math.max(1, seconds)); // warm up
    for (let round = 0; round < rounds; round++) {
      progress(`round ${round + 1}/${rounds}`);
      for (const server of shuffled(running)) {
        const before = cpuSeconds(server.pid);
        const { requests, perSecond } = await slice(server.origin, REQUEST, seconds);
        server.rates.push(perSecond);
        server.cpus.push(((cpuSeconds(server.pid) - before) / requests) * 1e6);
      }
    }
  } finally {
    progress('');
    await Promise.all(running.map((server) => server.stop()));
  }
  report(running);
}

/** A server that answers wrongly is not worth measuring. */
async function checkAnswers({ name, what, origin }) {
  const good = await fetch(origin + REQUEST.path, REQUEST);
  if (good.status !== 201) throw new Error(`${name} answers ${good.status}: ${await good.text()}`);
  const bad = await fetch(origin + BAD_REQUEST.path, BAD_REQUEST);
  if (what !== 'bare' && bad.status !== 400) throw new Error(`${name} accepts a bad order (${bad.status})`);
}

function report(servers) {
  const rows = servers.map((server) => {
    const bare = servers.find(({ framework, what }) => framework === server.framework && what === 'bare');
    const cpu = pairedRatio(server.cpus, bare.cpus);
    const rate = pairedRatio(server.rates, bare.rates);
    return [
      server.framework, server.what, `${median(server.cpus).toFixed(0)} µs`, ratio(cpu), Math.round(median(server.rates)), ratio(rate), `${server.startMs.toFixed(0)} ms`,
    ];
  });
  printTable(['framework', 'server', 'CPU/request', '× bare', 'requests/s', '× bare', 'start-up'], rows);
}

const ratio = ({ ratio: r, low, high }) => `${r.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
