import path from 'node:path';
import { generateApp } from '../lib/generate-app.mjs';
import { cpuSeconds } from '../lib/process-tree.mjs';
import { startServer } from '../lib/server.mjs';
import { median, pairedRatio, shuffled } from '../lib/statistics.mjs';
import { printTable, progress } from '../lib/table.mjs';
import { BAD_REQUEST, REQUEST } from './request.mjs';
import { NEST_SERVERS, SERVERS } from './servers.mjs';
import { slice } from './slice.mjs';

/**
 * Times that all servers are started afresh: two processes of one server differ by up to 15 % for
 * as long as they run, by what their compilers and memory happen to be like.
 */
const LAUNCHES = 4;
/** Requests that each server answers before it is measured. */
const WARM_UP = 8000;

/**
 * Table (b): all servers run at once; short slices of load go to one after the other, in random
 * order, so that what disturbs the machine disturbs all alike. CPU per request is the server
 * process's own time; its ratio carries the verdict, requests per second are shown beside it.
 */
export async function benchServing({ root, bench, rounds, seconds }) {
  for (const framework of ['express', 'fastify', 'koa']) {
    generateApp({ root, document: path.join(bench, 'serve/orders.yaml'), framework, out: path.join(bench, 'out', `orders-${framework}`) });
  }
  report(await measure(SERVERS, { bench, rounds, seconds }));
}

/**
 * Table (d): the same for Nest. Beside the table stand the two ratios the pipe is held to: requests
 * per second of what it makes of the bare server's and of the ones of Nest's own ValidationPipe.
 */
export async function benchNest({ root, bench, rounds, seconds }) {
  for (const validator of ['compiled', 'class-validator']) {
    generateApp({ root, document: path.join(bench, 'serve/orders.yaml'), framework: 'nest', out: path.join(bench, 'out', `orders-nest-${validator}`), options: { validator } });
  }
  const measured = await measure(NEST_SERVERS, { bench, rounds, seconds });
  report(measured);
  for (const framework of new Set(measured.map((server) => server.framework))) {
    const [bare, ours, pipe] = ['bare', '@org/backend, compiled', 'ValidationPipe'].map((what) => measured.find((server) => server.framework === framework && server.what === what));
    console.log(`\n${framework}, requests/s of the compiled pipe: × bare ${ratio(pairedRatio(ours.rates, bare.rates))}, × ValidationPipe ${ratio(pairedRatio(ours.rates, pipe.rates))}`);
  }
}

async function measure(servers, { bench, rounds, seconds }) {
  const measured = servers.map((server) => ({ ...server, rates: [], cpus: [], starts: [] }));
  for (let launch = 1; launch <= LAUNCHES; launch++) {
    progress(`launch ${launch}/${LAUNCHES}`);
    await measureOneLaunch(measured, { bench, seconds, rounds: Math.ceil(rounds / LAUNCHES) });
  }
  progress('');
  return measured;
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
    // By requests, not by time: on a busy machine a second is too short for the compilers.
    for (const { origin } of running) await slice(origin, REQUEST, { requests: WARM_UP });
    for (let round = 0; round < rounds; round++) {
      for (const { server, origin, pid } of shuffled(running)) {
        const before = cpuSeconds(pid);
        const { requests, perSecond } = await slice(origin, REQUEST, { seconds });
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
