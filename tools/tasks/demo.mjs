/**
 * `npm run demo`: a real document becomes three running APIs in a real Nx workspace, a schema is
 * analyzed, a server load tested.
 * Everything it shows was just computed; it fails when an answer is not the expected one.
 */
import path from 'node:path';
import { buildAndPack } from '../demo/pack-plugin.mjs';
import { makeWorkspace } from '../demo/make-workspace.mjs';
import { startServer } from '../demo/start-server.mjs';
import { showCalls } from '../demo/show-calls.mjs';
import { headline, note, runQuietly } from '../demo/print.mjs';

const FRAMEWORKS = ['express', 'fastify', 'koa'];
const DOCUMENT = 'specs/museum.yaml';
const root = process.cwd();
const workspace = path.join(root, 'tmp', 'demo');

headline('1 · A workspace with the packed plugin');
const tarball = buildAndPack(root);
makeWorkspace(path.join(root, 'examples'), workspace, tarball);

headline(`2 · Routes from ${DOCUMENT} (Redocly's Museum API, MIT)`);
for (const framework of FRAMEWORKS) {
  const output = `apps/api-${framework}/src/routes`;
  const args = ['g', '@org/backend:routes', DOCUMENT, `--framework=${framework}`, `--output=${output}`, '--stubs=example'];
  note(`$ npx nx ${args.join(' ')}`);
  runQuietly('nx', args, workspace, { show: /^(CREATE|UPDATE)/ });
}
note('$ npx nx run-many -t build        (tsc, strict)');
runQuietly('nx', ['run-many', '-t', 'build', '--parallel=2'], workspace);

headline('3 · Three servers, the same calls');
let failures = 0;
for (const framework of FRAMEWORKS) {
  const server = await startServer(path.join(workspace, 'apps', `api-${framework}`, 'dist', 'main.js'));
  try {
    failures += await showCalls(framework, server.origin, { full: framework === FRAMEWORKS[0] });
  } finally {
    await server.stop();
  }
}

headline('4 · A schema and its migrations: drift, danger, advice; no server, no connection');
note('$ npx nx run api-orders:migrate-analyze');
runQuietly('nx', ['run', 'api-orders:migrate-analyze'], workspace, { show: /^(#|- |\|)/ });

headline('5 · Load tests that start and stop their servers');
for (const framework of FRAMEWORKS) {
  note(`$ npx nx run api-${framework}:loadtest`);
  runQuietly('nx', ['run', `api-${framework}:loadtest`], workspace, { show: framework === FRAMEWORKS[0] ? /^(#|- |\|)/ : /^(#|\| uncorrected)/ });
}

headline('Where to look');
note('tmp/demo/reports/api-orders/migrate-analyze/report.html   findings, statements with their locks, the tables as a diagram');
note('tmp/demo/reports/api-express/loadtest/report.html         percentiles, throughput, CPU time per request, the verdict');
note('tmp/demo/apps/api-express/src/main.ts               the app: one call to registerRoutes');
note('tmp/demo/apps/api-express/src/routes/events.ts      handlers: yours to write');
note('tmp/demo/apps/api-express/src/types/operations.ts   their types, from the document');
note('tmp/demo/apps/api-express/src/middleware/           errors and authenticators (yours), validators (generated)');
note('Try: change a handler, `cd tmp/demo && npx nx serve api-express`, call it; generate again: your edit stays.');
if (failures > 0) console.error(`\n${failures} answers were not as expected.`);
process.exitCode = failures === 0 ? 0 : 1;
