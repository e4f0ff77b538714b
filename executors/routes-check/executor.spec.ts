import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import Ajv from 'ajv/dist/2020';
import { documentOf } from '../../generators/lib/testing/write-document';
import routesExecutor from '../routes/executor';
import type { RoutesCheckReport } from './build-report';
import routesCheckExecutor from './executor';
import reportSchema from './report.schema.json';

// The emitters have specs of their own; these are about the verdict.
jest.mock('../../generators/lib/default-stages', () => ({ defaultStages: () => jest.requireActual('../../generators/lib/testing/test-stages').testStages }));

const SETTINGS = { openapi: 'apps/api/openapi.json', output: 'apps/api/src/routes', framework: 'express' } as const;
const users = { createUser: { tag: 'users' }, listUsers: { tag: 'users' } };
const isReport = new Ajv().compile(reportSchema);

jest.setTimeout(120_000); // a busy machine

describe('routes-check', () => {
  let root: string;
  let printed: string[];

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'backend-check-'));
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
    jest.spyOn(console, 'error').mockImplementation();
    write('apps/api/openapi.json', JSON.stringify(documentOf(users)));
    write('apps/api/project.json', JSON.stringify({ name: 'api' }));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  });

  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const context = (): ExecutorContext => ({
    root, projectName: 'api', targetName: 'routes-check', cwd: root, isVerbose: false, nxJsonConfiguration: {},
    projectsConfigurations: { version: 2, projects: { api: { root: 'apps/api' } } }, projectGraph: { nodes: {}, dependencies: {} },
  });
  const generate = () => routesExecutor(SETTINGS, context());
  const check = async (): Promise<RoutesCheckReport> => {
    const { success } = await routesCheckExecutor(SETTINGS, context());
    const report = JSON.parse(read('reports/api/routes-check/report.json')) as RoutesCheckReport;
    expect(report.ok).toBe(success);
    expect(isReport(report) ? [] : isReport.errors).toEqual([]);
    return report;
  };

  it('passes where document, code and handlers agree', async () => {
    expect(await generate()).toEqual({ success: true });
    expect(await check()).toMatchObject({ ok: true, generated: true, stale: [], missingHandlers: [], orphanedHandlers: [], diagnostics: [] });
    expect(read('reports/api/routes-check/report.md')).toContain('✅ Document, generated code and handlers agree.');
  });

  it('reports what a changed document makes stale, missing and orphaned, and changes nothing', async () => {
    await generate();
    write('apps/api/openapi.json', JSON.stringify(documentOf({ createUser: users.createUser, listOrders: { tag: 'orders' } })));
    const index = read('apps/api/src/routes/index.ts');
    const report = await check();
    expect(report).toMatchObject({ ok: false, missingHandlers: [{ operation: 'listOrders', path: 'apps/api/src/routes/orders.ts' }] });
    expect(report.stale).toEqual(expect.arrayContaining([
      { path: 'apps/api/src/routes/index.ts', change: 'update' },
      { path: 'apps/api/src/middleware/validators/list-users.ts', change: 'delete' },
      { path: 'apps/api/src/middleware/validators/list-orders.ts', change: 'create' },
    ]));
    expect(report.orphanedHandlers).toEqual([expect.objectContaining({ position: expect.objectContaining({ file: 'apps/api/src/routes/users.ts' }) })]);
    expect(read('apps/api/src/routes/index.ts')).toBe(index);
    await generate();
    expect(await check()).toMatchObject({ ok: false, stale: [], missingHandlers: [] }); // the orphan is the user's to delete
    write('apps/api/src/routes/users.ts', read('apps/api/src/routes/users.ts').replace(/export const listUsers[^]*?};\n/, ''));
    expect(await check()).toMatchObject({ ok: true });
  });

  it('notices an edited generated file', async () => {
    await generate();
    write('apps/api/src/types/operations.ts', `${read('apps/api/src/types/operations.ts')}// edited\n`);
    expect(await check()).toMatchObject({ ok: false, stale: [{ path: 'apps/api/src/types/operations.ts', change: 'update' }] });
  });

  it('takes files that Git checked out with CRLF for what they are', async () => {
    await generate();
    write('apps/api/src/routes/index.ts', read('apps/api/src/routes/index.ts').replace(/\n/g, '\r\n'));
    expect(await check()).toMatchObject({ ok: true });
  });

  it('fails on a document with errors, and generates nothing from it', async () => {
    await generate();
    write('apps/api/openapi.json', '{');
    expect(await check()).toMatchObject({ ok: false, diagnostics: [expect.objectContaining({ severity: 'error', position: expect.objectContaining({ file: 'apps/api/openapi.json' }) })] });
    expect(await generate()).toEqual({ success: false });
  });

  it('finds no drift where nothing was generated, unless a run is recorded', async () => {
    expect(await check()).toMatchObject({ ok: true, generated: false, stale: [] });
    write('apps/api/project.json', JSON.stringify({ name: 'api', targets: { routes: { executor: '@org/backend:routes', options: SETTINGS } } }));
    expect(await check()).toMatchObject({ ok: false, generated: true });
    expect(existsSync(path.join(root, 'apps/api/src'))).toBe(false);
  });

  it('prints the report alone with --json', async () => {
    await generate();
    printed = [];
    await routesCheckExecutor({ ...SETTINGS, json: true }, context());
    expect(JSON.parse(printed.join('\n'))).toEqual(JSON.parse(read('reports/api/routes-check/report.json')));
    printed = [];
    await routesExecutor({ ...SETTINGS, json: true }, context());
    expect(JSON.parse(printed.join('\n'))).toEqual({ success: true, changes: [], diagnostics: [] });
  });
});
