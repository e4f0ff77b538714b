import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import Ajv2020 from 'ajv/dist/2020';
import { connectServer } from '../lib/postgres/server-client';
import type { SqlClient } from '../lib/postgres/sql-client';
import migrateAnalyze from './executor';
import reportSchema from './report.schema.json';

jest.setTimeout(300_000);

const REPO = path.resolve(__dirname, '../..');
const SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';
const DATA_SOURCE = 'apps/api-orders/src/database/data-source.ts';
const FOLDER = 'reports/api-orders/migrate-analyze';

interface ReportJson { ok: boolean; verdict: string; findings: { rule: string; severity: string; object?: string; position?: { file: string; line: number } }[]; written: string[]; diagnostics: { severity: string }[] }

describe('migrate-analyze', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-analyze-'));
  const context = { root, projectName: 'api-orders', targetName: 'migrate-analyze', isVerbose: false, cwd: root, projectsConfigurations: { version: 2, projects: { 'api-orders': { root: 'apps/api-orders' } } } } as unknown as ExecutorContext;
  const read = (name: string) => readFileSync(path.join(root, FOLDER, name), 'utf8');
  const report = () => JSON.parse(read('report.json')) as ReportJson;
  const rules = () => report().findings.map(({ rule }) => rule);
  let printed: jest.SpyInstance;

  beforeAll(() => {
    cpSync(path.join(REPO, 'examples/apps/api-orders'), path.join(root, 'apps/api-orders'), { recursive: true });
    cpSync(path.join(REPO, 'examples/tsconfig.base.json'), path.join(root, 'tsconfig.base.json'));
    symlinkSync(path.join(REPO, 'node_modules'), path.join(root, 'node_modules'));
  });
  beforeEach(() => {
    printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => rmSync(root, { recursive: true }));

  it('needs no server: no drift, a hint, and what a script would do', async () => {
    writeFileSync(path.join(root, 'change.sql'), 'ALTER TABLE orders ALTER COLUMN customer_id TYPE text;\nALTER TABLE nowhere ADD x int;\n');
    expect(await migrateAnalyze({ dataSource: DATA_SOURCE, file: 'change.sql', json: true }, context)).toEqual({ success: false });
    const { findings, diagnostics } = report();
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.filter(({ rule }) => rule === 'drift')).toEqual([]);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'n-plus-one', severity: 'info', position: expect.objectContaining({ file: 'apps/api-orders/src/orders/order-service.ts' }) }));
    expect(findings.filter(({ rule, position }) => rule === 'statement-fails' && position?.file === 'change.sql').map(({ position }) => position!.line)).toEqual([1, 2]);
    expect(JSON.parse(printed.mock.calls[0]![0] as string)).toEqual(JSON.parse(read('report.json')));
    expect(new Ajv2020({ allErrors: true, strict: false }).validate(reportSchema, JSON.parse(read('report.json')))).toBe(true);
    expect(['report.html', 'report.md', 'report.sarif', 'diagram.svg'].map((name) => existsSync(path.join(root, FOLDER, name)))).toEqual([true, true, true, true]);
  });

  describe('with a connection', () => {
    const database = `backend_analyze_${process.pid}`;
    let admin: SqlClient | undefined;
    beforeAll(async () => {
      try {
        admin = await connectServer(SERVER, { connectTimeout: 2000 });
      } catch (error) {
        if (process.env['CI']) throw error;
        return console.warn(`skipped: no PostgreSQL on ${SERVER}`);
      }
      await admin.exec(`CREATE DATABASE ${database}`);
      const client = await connectServer(SERVER, { database });
      const migration = readFileSync(path.join(root, 'apps/api-orders/src/database/migrations/1750000000000-create-orders.ts'), 'utf8');
      const up = migration.slice(0, migration.indexOf('async down'));
      for (const [, sql] of up.matchAll(/query\(`([^`]*)`\)/g)) await client.exec(sql!);
      await client.exec(`CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
        INSERT INTO migrations ("timestamp", name) VALUES (1750000000000, 'CreateOrders1750000000000'), (1760000000000, 'Elsewhere1760000000000');
        CREATE INDEX quick_fix ON orders (status)`);
      await client.close();
    });
    afterAll(async () => {
      await admin?.exec(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      await admin?.close();
    });

    it('tells what was changed by hand, what is pending there, and writes missing indexes', async () => {
      if (!admin) return;
      const connection = `postgres://postgres:pa55w0rd@127.0.0.1:5432/${database}`;
      const options = { dataSource: DATA_SOURCE, connection, suggestIndexes: true, output: 'migrations', nPlusOne: false, failOn: 'none' } as const;
      expect(await migrateAnalyze(options, context)).toEqual({ success: true });
      const { findings, written } = report();
      expect(findings.filter(({ rule }) => rule === 'database-drift').map(({ severity, object }) => [severity, object])).toEqual([['error', 'public.quick_fix'], ['warning', undefined]]);
      // The pending migration builds the index that order_lines lacks there.
      expect(rules()).toContain('foreign-key-without-index');
      expect(written).toEqual([expect.stringMatching(/^apps\/api-orders\/src\/database\/migrations\/\d+-index-foreign-keys\.ts$/)]);
      const text = readFileSync(path.join(root, written[0]!), 'utf8');
      expect(text).toMatch(/CREATE INDEX CONCURRENTLY order_lines_order_id_idx ON public\.order_lines \(order_id\)/);
      expect(text).toMatch(/DROP INDEX CONCURRENTLY IF EXISTS public\.order_lines_order_id_idx/);
      for (const file of globSync(`${FOLDER}/*`, { cwd: root })) expect(readFileSync(path.join(root, file), 'utf8')).not.toContain('pa55w0rd');
      expect(printed.mock.calls.flat().join('\n')).not.toContain('pa55w0rd');
    });
  });
});
