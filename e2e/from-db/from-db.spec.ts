import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { FILTER_NAMES } from '../../generators/lib/reverse/database/document/filters';
import { readDatabase } from '../../generators/lib/reverse/database/read/read-database';
import { buildResources } from '../../generators/lib/reverse/database/resources/build-resources';
import type { Resource } from '../../generators/lib/reverse/database/resources/resource';
import { selectRelations } from '../../generators/lib/reverse/database/select-relations';
import { generatedFramework, repoRoot, startServer, transpile, typeCheck } from '../harness';
import type { Framework, Server } from '../harness';
import { mainSource } from '../harness/server-main';
import type { Sample } from './databases';
import { haveSamples, mariadbSample, postgresSample, sampleText, sqliteSample, withoutRows } from './databases';
import { Driver, HOSTILE } from './drive-api';
import type { Outcome } from './drive-api';
import type { DatabaseApi } from './generate-api';
import { generateDatabaseApi } from './generate-api';
import { WANTED } from './wanted';

/** `FROM_DB=full` takes every sample from its server; otherwise Chinook's tables in SQLite. */
const FULL = process.env['FROM_DB'] === 'full';

interface Case {
  readonly name: string;
  readonly frameworks: readonly Framework[];
  /** How many of the hostile texts go into every parameter. */
  readonly hostile: number;
  load(): Promise<Sample>;
}

const chinook = (): string => sampleText('chinook/Chinook_Sqlite.sql');
const CASES: readonly Case[] = FULL ? [
  { name: 'chinook-sqlite', frameworks: ['express', 'fastify', 'koa', 'nest', 'nest-fastify'], hostile: HOSTILE.length, load: () => sqliteSample(chinook()) },
  { name: 'chinook-mariadb', frameworks: ['express'], hostile: HOSTILE.length, load: async () => mariadbSample('chinook', 'chinook/Chinook_MySql.sql') },
  { name: 'chinook', frameworks: ['express'], hostile: HOSTILE.length, load: async () => postgresSample('chinook', 'chinook/Chinook_PostgreSql.sql') },
  { name: 'northwind', frameworks: ['express'], hostile: HOSTILE.length, load: async () => postgresSample('northwind', 'northwind/northwind.sql') },
  { name: 'pagila', frameworks: ['express'], hostile: 4, load: async () => postgresSample('pagila', 'pagila/pagila-schema.sql') },
  { name: 'adventureworks', frameworks: ['express'], hostile: 1, load: async () => postgresSample('adventureworks', 'adventureworks/install.sql') },
] : [{ name: 'chinook-sqlite', frameworks: ['express'], hostile: 2, load: () => sqliteSample(withoutRows(chinook())) }];

const describeWithSamples = haveSamples ? describe : describe.skip;

jest.setTimeout(900_000);

describeWithSamples.each(CASES)('$name', ({ name, frameworks, hostile, load }) => {
  let sample: Sample;
  let resources: Resource[];
  beforeAll(async () => {
    sample = await load();
    const read = await readDatabase(sample.connection, repoRoot);
    expect(read.diagnostics).toEqual([]);
    resources = buildResources(selectRelations(read.database!, {}).value, { reserved: FILTER_NAMES }).value;
  });
  afterAll(() => sample?.drop());

  describe.each(frameworks)('on %s', (framework) => {
    let api: DatabaseApi;
    let server: Server;
    let driver: Driver;
    beforeAll(async () => {
      api = await generateDatabaseApi(sample.connection, generatedFramework(framework), {}, sample.dataSource);
      writeFileSync(path.join(api.src, 'main.ts'), mainSource(framework, '.js', false));
      const built = path.join(path.dirname(api.src), 'built');
      mkdirSync(built);
      transpile(api.src, built, 'module');
      server = await startServer(path.join(built, 'main.js'), { env: sample.env });
      driver = new Driver(server.origin, resources, WANTED[name]);
    });
    afterAll(async () => {
      await server?.stop();
      api?.remove();
    });

    test('has no errors and passes the type check', async () => {
      expect(api.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(await typeCheck(api.src, '7', 'nodenext')).toBe('');
    });

    test('has a resource a table, with operations of their own', () => {
      const { paths } = parse(readFileSync(path.join(api.src, '../openapi.yaml'), 'utf8')) as { paths: Record<string, Record<string, { operationId?: string }>> };
      const ids = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ operationId }) => operationId ?? []));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(resources.flatMap(({ operations }) => operations).length);
    });

    test('every table is created in, read, listed, filtered, sorted, changed, deleted from; every broken constraint is answered for', async () => {
      const before = await driver.totals();
      const { problems, counts } = await driver.run();
      const writable = resources.filter(({ operations }) => operations.some(({ verb }) => verb === 'create')).length;
      if (FULL) console.log(figures(`${name} on ${framework}: ${resources.length} tables and views, ${writable} written to`, driver.outcome, before));
      expect(problems).toEqual([]);
      expect(counts).toMatchObject({ create: 2 * writable, delete: 2 * writable, list: resources.length });
      expect(await driver.totals()).toEqual(before);
      expect(server.errors()).toBe('');
    });

    test('no hostile text in a filter, in sort or in a page becomes SQL', async () => {
      const before = await driver.totals();
      const attacker = new Driver(server.origin, resources);
      await attacker.attack(HOSTILE.slice(0, hostile));
      if (FULL) console.log(figures(`${name} on ${framework}, hostile texts`, attacker.outcome));
      expect(attacker.outcome.problems).toEqual([]);
      expect(await driver.totals()).toEqual(before);
    });
  });
});

/** One line of what was done, for the long run. */
function figures(what: string, { problems, counts, replies }: Outcome, totals: Record<string, number> = {}): string {
  const list = (of: Record<string, number>): string => Object.entries(of).map(([key, count]) => `${key} ${count}`).join(', ');
  const sum = (of: Record<string, number>): number => Object.values(of).reduce((all, count) => all + count, 0);
  const rows = sum(totals) > 0 ? `, ${sum(totals)} rows there before` : '';
  return `${what}${rows}: ${sum(replies)} requests (${list(replies)}), ${problems.length} problems; ${list(counts)}`;
}
