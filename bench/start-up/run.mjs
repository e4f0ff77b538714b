import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateApp } from '../lib/generate-app.mjs';
import { startServer } from '../lib/server.mjs';
import { median, shuffled } from '../lib/statistics.mjs';
import { printTable, progress } from '../lib/table.mjs';
import { SERVERS } from './servers.mjs';

/**
 * Table (c): time from starting the process until the server listens, and until it has answered a
 * first request, with all routes of the GitHub document.
 */
export async function benchStarting({ root, bench, specs, rounds }) {
  const document = path.join(specs, 'github-api.github.com.json');
  if (!existsSync(document)) return console.log('skipped: the GitHub document is not there (set BACKEND_SPECS)');
  for (const framework of ['express', 'fastify', 'koa']) {
    generateApp({ root, document, framework, out: path.join(bench, 'out', `github-${framework}`), options: { stubs: 'not-implemented' } });
  }
  writeFileSync(path.join(bench, 'out', 'github-table.mjs'), `export default ${JSON.stringify(routeTable(document))};\n`);
  const servers = SERVERS.map((server) => {
    const main = path.join(bench, 'out', `start-${server.name}.mjs`);
    writeFileSync(main, server.source(server.name === 'fastify-glue' ? withoutBareNullable(document, bench) : document));
    return { ...server, main, listen: [], answer: [] };
  });
  for (let round = 0; round < rounds; round++) for (const server of shuffled(servers)) await measure(server, round, rounds);
  progress('');
  report(servers);
}

async function measure(server, round, rounds) {
  if (server.failed) return;
  progress(`${round + 1}/${rounds} ${server.name}`);
  const start = performance.now();
  try {
    const running = await startServer(server.main);
    server.listen.push(running.startMs);
    await (await fetch(`${running.origin}/zen`)).text();
    server.answer.push(performance.now() - start);
    await running.stop();
  } catch (error) {
    server.failed = error.message.split('\n').find((line) => /Error/.test(line)) ?? error.message.split('\n')[0];
  }
}

function report(servers) {
  const rows = servers.map((server) => {
    if (server.failed) return [server.framework, server.what, 'failed', '', server.failed.slice(0, 70)];
    const bare = servers.find(({ framework, what }) => framework === server.framework && what === 'unvalidated routes');
    const own = median(server.listen);
    return [server.framework, server.what, `${own.toFixed(0)} ms`, (own / median(bare.listen)).toFixed(2), `${median(server.answer).toFixed(0)} ms`];
  });
  printTable(['framework', 'server', 'listens after', '× unvalidated', 'first answer after'], rows);
}

/** Ajv refuses `nullable` without `type`; the document fastify-openapi-glue gets is spared those, so that it starts. */
function withoutBareNullable(document, bench) {
  const file = path.join(bench, 'out', 'github-without-bare-nullable.json');
  const spare = (_key, node) => {
    if (typeof node !== 'object' || node === null || typeof node.nullable !== 'boolean' || node.type !== undefined) return node;
    const { nullable: _nullable, ...rest } = node;
    return rest;
  };
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(document, 'utf8'), spare)));
  return file;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** Every operation as `[method, path with :variables]`, for the servers that validate nothing. */
function routeTable(document) {
  const { paths } = JSON.parse(readFileSync(document, 'utf8'));
  const colons = (text) => text.replace(/\{([\w-]+)\}/g, (_, name) => `:${name.replace(/\W/g, '_')}`);
  return Object.entries(paths).flatMap(([text, item]) => METHODS.filter((method) => item[method]).map((method) => [method, colons(text)]));
}
