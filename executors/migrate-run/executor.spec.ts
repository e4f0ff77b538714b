import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import Ajv from 'ajv/dist/2020';
import type { RunReport } from '../lib/run/report';
import { scratchDatabase, type ScratchDatabase } from '../lib/run/testing/scratch';
import { localPostgres } from '../lib/run/testing/servers';
import migrateRevertExecutor from '../migrate-revert/executor';
import revertReportSchema from '../migrate-revert/report.schema.json';
import revertSchema from '../migrate-revert/schema.json';
import migrateRunExecutor from './executor';
import runReportSchema from './report.schema.json';
import runSchema from './schema.json';

const ajv = new Ajv({ strict: false });
const isRun = ajv.compile(runReportSchema);
const isRevert = ajv.compile(revertReportSchema);

jest.setTimeout(120_000); // a busy machine

describe('migrate-run and migrate-revert', () => {
  let root: string;
  let db: ScratchDatabase | undefined;
  let printed: string[];

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'backend-migrate-'));
    const server = await localPostgres();
    db = server && (await scratchDatabase(server));
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
    jest.spyOn(console, 'error').mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
    await db?.drop();
  });

  const context = (targetName: string): ExecutorContext => ({
    root, projectName: 'api', targetName, cwd: root, isVerbose: false, nxJsonConfiguration: {},
    projectsConfigurations: { version: 2, projects: { api: { root: 'apps/api' } } }, projectGraph: { nodes: {}, dependencies: {} },
  });
  const report = (target: string, is: typeof isRun): RunReport => {
    const json = JSON.parse(readFileSync(path.join(root, 'reports/api', target, 'report.json'), 'utf8')) as RunReport;
    expect(is(json) ? [] : is.errors).toEqual([]);
    return json;
  };

  it('run, report and revert', async () => {
    if (!db) return;
    writeFileSync(path.join(root, 'a.sql'), 'create table t (a int);\ninsert into t values (1), (2);');
    writeFileSync(path.join(root, 'a.down.sql'), 'delete from t;\ndrop table t;');
    const options = { file: 'a.sql', connection: db.connection.replace('postgres@', 'postgres:s3cret@') };
    expect(await migrateRunExecutor({ ...options, dryRun: true }, context('migrate-run'))).toEqual({ success: true });
    expect(report('migrate-run', isRun)).toMatchObject({ ok: true, dryRun: true });
    expect(await migrateRunExecutor(options, context('migrate-run'))).toEqual({ success: true });
    expect(report('migrate-run', isRun)).toMatchObject({ ok: true, migrations: [{ name: 'a', state: 'done', statements: [{ step: 1 }, { step: 2, rows: 2 }] }] });
    expect(readFileSync(path.join(root, 'reports/api/migrate-run/report.md'), 'utf8')).toContain('✅ 1 applied.');
    expect(await migrateRevertExecutor({ ...options, json: true }, context('migrate-revert'))).toEqual({ success: true });
    expect(JSON.parse(printed.at(-1)!)).toEqual(report('migrate-revert', isRevert));
    expect(printed.join('\n')).not.toContain('s3cret');
  });

  it('fail by their verdict, with what is wrong', async () => {
    expect(await migrateRunExecutor({}, context('migrate-run'))).toEqual({ success: false });
    expect(report('migrate-run', isRun)).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_NO_SOURCE' }] });
    expect(await migrateRunExecutor({ connection: 'postgres://x', file: 'a.sql', lockTimeout: 'soon' }, context('migrate-run'))).toEqual({ success: false });
    expect(report('migrate-run', isRun)).toMatchObject({ diagnostics: [{ code: 'BACKEND_RUN_OPTION' }] });
    expect(await migrateRevertExecutor({ connection: 'postgres://ann:s3cret@127.0.0.1:1/x' }, context('migrate-revert'))).toEqual({ success: false });
    expect(report('migrate-revert', isRevert)).toMatchObject({ diagnostics: [{ code: 'BACKEND_RUN_CONNECTION' }] });
    expect(printed.join('\n')).not.toContain('s3cret');
  });

  it.each([['migrate-run', runSchema], ['migrate-revert', revertSchema]] as const)('%s describes every option', (_name, { properties, additionalProperties }) => {
    expect(additionalProperties).toBe(false);
    for (const [name, option] of Object.entries(properties as Record<string, { type: string; description?: string; examples?: unknown }>)) {
      expect([name, option.description]).toEqual([name, expect.stringMatching(/.{20}/)]);
      if (option.type !== 'boolean') expect([name, option.examples]).toEqual([name, expect.any(Array)]);
    }
  });
});
