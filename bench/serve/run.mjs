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
 * Times that all servers are started afresh: two processes of one server differ by up to 15 % for
 * as long as they run, by what their compilers and memory happen to be like.
 */
const LAUNCHES = 4;

/**
 * Table (b): all servers run at once; short slices of load go to one after the other, in random
 * order, so that what disturbs the machine disturbs all alike. CPU per request is the server
 * process's own time; its ratio carries the verdict, requests per second are shown beside it.
 */
export async function benchServing({ root, bench, rounds, seconds }) {
  for (const framework of ['express', 'fastify', 'koa']) {
    generateApp({ root, document: path.join(bench, 'serve/orders.yaml'), framework, out: path.join(bench, 'out', `orders-${framework}`) });
  }
  const measured = SERVERS.map((server) => ({ ...server, rates: [], cpus: [], starts: [] }));
  for (let launch = 1; launch <= LAUNCHES; launch++) {
    progress(`launch ${launch}/${LAUNCHES}`);
    await measureOneLaunch(measured, { bench, seconds, rounds: Math.ceil(rounds / LAUNCHES) });
  }
  progress('');
  report(measured);
}

/** Starts every server, gives each its slices, adds what was measured, stops them. */
async function measureOneLaunch(measured, { bench, seconds, rounds }) {
  const running = [];
  try {
    for (const server of measured) {
      const started = await startServer(path.join(bench, 'serve/servers', `${server.name}.mjs`));
      running.push({ server, ...started });
      server.starts.push(started.startMs);
    }
    for (const { server, origin } of running) await checkAnswers(server, origin);
    for (const { origin } of running) await slice(origin, REQUEST, Math.max(1, seconds)); // warm up
    for (let round = 0; round < rounds; round++) {
      for (const { server, origin, pid } of shuffled(running)) {
        const before = cpuSeconds(pid);
        const { requests, perSecond } = await slice(origin, REQUEST, seconds);
        server.rates.push(perSecond);
        server.cpus.push(((cpuSeconds(pid) - before) / requests) * 1e6);
      }
    }
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
  }
}

/** A server that answers wrongly is not worth measuring. */
async function checkAnswers({ name, what }, origin) {
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
      server.framework, server.what, `${median(server.cpus).toFixed(0)} µs`, ratio(cpu), Math.round(median(server.rates)), ratio(rate), `${median(server.starts).toFixed(0)} ms`,
    ];
  });
  printTable(['framework', 'server', 'CPU/request', '× bare', 'requests/s', '× bare', 'start-up'], rows);
}

const ratio = ({ ratio: r, low, high }) => `${r.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
