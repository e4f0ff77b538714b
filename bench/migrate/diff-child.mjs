/** One tool, one difference: seconds and CPU seconds of the work alone, its modules being loaded, as JSON on stdout. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { describeTables } from './schema.mjs';

const require = createRequire(import.meta.url);
const { BENCH_TOOL: tool, BENCH_DIST: dist, BENCH_FROM: from, BENCH_TO: to, BENCH_TABLES: tables } = process.env;

const TOOLS = {
  '@org/backend': async () => {
    const load = (file) => require(path.join(dist, 'executors/lib', file));
    const [{ connectServer }, { readCatalog }, { diffCatalogs }] = [load('postgres/server-client.js'), load('catalog/read-catalog.js'), load('diff/diff-catalogs.js')];
    return async () => {
      const clients = [await connectServer(from), await connectServer(to)];
      const catalogs = [await readCatalog(clients[0]), await readCatalog(clients[1])];
      await Promise.all(clients.map((client) => client.close()));
      return diffCatalogs(...catalogs).statements.length;
    };
  },
  // Compares a database with entities, which are made from the same description as the second database.
  TypeORM: async () => {
    require('reflect-metadata');
    const typeorm = require('typeorm');
    const { entitiesOf } = require('./entities.cjs');
    const entities = entitiesOf(describeTables(Number(tables), 2), typeorm);
    return async () => {
      const source = await new typeorm.DataSource({ type: 'postgres', url: from, entities, logging: false }).initialize();
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      await source.destroy();
      return upQueries.length;
    };
  },
  '@pgkit/migra': async () => {
    const { run } = require('@pgkit/migra/dist/command');
    return async () => (await run(from, to, { unsafe: true })).sql.split(/;\s*\n/).filter((text) => text.trim() !== '').length;
  },
  'pg-delta': async () => {
    const pg = require('pg');
    const [{ extract }, { plan }] = [await import('@supabase/pg-delta/extract'), await import('@supabase/pg-delta/plan')];
    return async () => {
      const pools = [new pg.Pool({ connectionString: from }), new pg.Pool({ connectionString: to })];
      const [source, desired] = [await extract(pools[0]), await extract(pools[1])];
      const { actions } = plan(source.factBase, desired.factBase);
      await Promise.all(pools.map((pool) => pool.end()));
      return actions.length;
    };
  },
};

const work = await TOOLS[tool]();
const start = performance.now();
const before = process.cpuUsage();
const statements = await work();
const { user, system } = process.cpuUsage(before);
console.log(`\n${JSON.stringify({ statements, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 })}`);
process.exit(0);
