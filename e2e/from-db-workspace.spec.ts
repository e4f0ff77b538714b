import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { localPostgres } from '../executors/lib/run/testing/servers';
import { scratchDatabase, type ScratchDatabase } from '../executors/lib/run/testing/scratch';
import { bootServer, createWorkspace, failureOf, type HandlerFramework, mainSource, type Ran, typeCheck, type Workspace } from './harness';
import { expectReplies } from './from-db/packed/ask';
import { CHINOOK_CALLS, loadChinook } from './from-db/packed/chinook';
import { SHOP_CALLS, SHOP_SQL, SHOPS } from './from-db/packed/shop';
import type { SpecReport } from '../generators/lib/reverse/document/spec-report';
import { HAND_WRITTEN, HAND_WRITTEN_API, SMALL_DOCUMENT } from './spec/hand-written';

jest.setTimeout(400_000);

/** `--from-db` and `spec` of the packed plugin in one workspace: each kind of source, from the catalog to replies and back to the document. */
describe('the packed plugin and databases', () => {
  let workspace: Workspace;
  /** Absent: no server answers here, which never is so on CI. */
  let chinook: ScratchDatabase | undefined;
  let shop: ScratchDatabase | undefined;

  const generate = (project: string, framework: HandlerFramework, source: string, typedIn = '.'): Promise<Ran> =>
    workspace.nxIn(typedIn, 'g', '@org/backend:routes', `--from-db=${source}`, `--framework=${framework}`, `--output=apps/${project}/src/routes`, '--skipPackageJson');
  const src = (project: string): string => path.join(workspace.root, 'apps', project, 'src');
  const filesOf = (project: string): Record<string, string> => {
    const folder = path.join(workspace.root, 'apps', project);
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    return Object.fromEntries(names.map((name) => [path.relative(folder, name), readFileSync(name, 'utf8')]));
  };

  beforeAll(async () => {
    const server = await localPostgres();
    workspace = await createWorkspace({ name: 'from-db' });
    const manifest = workspace.read('apps/api/package.json');
    const options = workspace.read('apps/api/tsconfig.json').replace('"strict"', '"experimentalDecorators": true, "strict"');
    for (const { project, write } of [{ project: 'api', write: () => undefined }, ...SHOPS]) {
      workspace.write(`apps/${project}/package.json`, manifest);
      workspace.write(`apps/${project}/tsconfig.json`, options);
      workspace.write(`apps/${project}/project.json`, workspace.read('apps/api/project.json').replace(/"(name|root|sourceRoot)": "(.*?)api\b/g, `"$1": "$2${project}`));
      await write(workspace);
    }
    if (!server) return;
    [chinook, shop] = [await scratchDatabase(server), await scratchDatabase(server)];
    await loadChinook(chinook.client);
    await shop.client.exec(SHOP_SQL);
  });
  afterAll(async () => {
    await chinook?.drop();
    await shop?.drop();
    workspace?.remove();
  });

  it('writes the routes of a PostgreSQL, no word of its connection, and nothing the second time', async () => {
    if (!chinook) return;
    const first = await generate('api', 'express', chinook.connection);
    expect(failureOf(first)).toBe('');
    expect(first.stdout).toContain('CREATE apps/api/src/data/entities/playlist-track.ts');
    expect(first.stderr).toBe('');
    const written = filesOf('api');
    expect(Object.entries(written).filter(([, text]) => text.includes(new URL(chinook!.connection).pathname)).map(([name]) => name)).toEqual([]);
    const second = await generate('api', 'express', chinook.connection);
    expect(failureOf(second)).toBe('');
    expect(second.stdout).not.toMatch(/^(CREATE|UPDATE|DELETE)/m);
    expect(filesOf('api')).toEqual(written);
  });

  it.each(SHOPS)('writes routes by $source', async ({ project, framework, source, typedIn, dataSource }) => {
    const ran = await generate(project, framework, source, typedIn);
    expect(failureOf(ran)).toBe('');
    expect(ran.stderr).toBe('');
    expect(workspace.read(`apps/${project}/openapi.yaml`)).toContain('/customers/{id}:');
    expect(JSON.stringify({ ...filesOf(project), 'src/data-source.ts': '', ran })).not.toContain('s3cret');
    if (dataSource !== undefined) workspace.write(`apps/${project}/src/data/data-source.ts`, dataSource);
  });

  it('type-checks, whatever it was made of', async () => {
    expect(await typeCheck(path.join(workspace.root, 'apps'), '7', 'nodenext')).toBe('');
  });

  it('answers from Chinook, and refuses what its constraints refuse', async () => {
    if (!chinook) return;
    const server = await bootServer(src('api'), 'express', { env: { DATABASE_URL: chinook.connection } });
    try {
      await expectReplies(server.origin, CHINOOK_CALLS);
      expect(server.errors()).toBe('');
    } finally {
      await server.stop();
    }
  });

  it.each(SHOPS)('answers by $source on $framework', async ({ project, framework, env }) => {
    if (!shop && !env) return;
    await shop?.client.exec('TRUNCATE customers, invoices RESTART IDENTITY');
    const server = await bootServer(src(project), framework, { env: env?.(workspace) ?? { DATABASE_URL: shop!.connection } });
    try {
      await expectReplies(server.origin, SHOP_CALLS);
      expect(server.errors()).toBe('');
    } finally {
      await server.stop();
    }
  });

  const spec = (...args: string[]): Promise<Ran> => workspace.nx('g', '@org/backend:spec', ...args);
  const report = ({ stdout }: Ran): SpecReport => JSON.parse(stdout) as SpecReport;

  it('gives the document of generated routes back by spec, and fails on drift by --check', async () => {
    if (!chinook) return;
    expect(failureOf(await spec('apps/api/src/routes', '--output=apps/api/again.yaml'))).toBe('');
    expect(parse(workspace.read('apps/api/again.yaml'))).toEqual(parse(workspace.read('apps/api/openapi.yaml')));
    const checked = await spec('apps/api/src/routes', '--check');
    expect(failureOf(checked)).toBe('');
    expect(checked.stdout).toContain('apps/api/openapi.yaml says what the code in apps/api/src/routes does.');

    workspace.write('apps/api/again.yaml', workspace.read('apps/api/again.yaml').replace('maximum: 100\n', 'maximum: 500\n').replace('maxLength: 160\n', 'maxLength: 100\n'));
    const drifted = await spec('apps/api/src/routes', '--output=apps/api/again.yaml', '--check', '--json', '--quiet');
    expect(drifted.status).toBe(1);
    expect(report(drifted)).toMatchObject({ version: 1, ok: false, base: 'apps/api/again.yaml', operations: 64, diagnostics: [] });
    expect(report(drifted).changes.map(({ id, direction, breaking }) => `${id} ${direction} ${breaking}`).sort()).toEqual(['upper-bound-decreased request true', 'upper-bound-increased response true']);
  });

  it('reads generated routes from their code where their document is gone, and says so and what to do', async () => {
    workspace.write('apps/small/project.json', '{ "name": "small", "sourceRoot": "apps/small/src" }');
    workspace.write('apps/small/package.json', '{ "name": "small", "private": true, "type": "module" }');
    workspace.write('apps/small/openapi.yaml', SMALL_DOCUMENT);
    workspace.write('apps/small/src/main.ts', mainSource('express', '.js', false));
    expect(failureOf(await workspace.nx('g', '@org/backend:routes', 'apps/small/openapi.yaml', '--framework=express'))).toBe('');
    rmSync(path.join(src('small'), 'types/openapi.json'));
    const ran = await spec('apps/small/src/routes', '--check', '--json', '--quiet');
    const { operations, changes, diagnostics } = report(ran);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toMatchObject([{ code: 'BACKEND_SPEC_STORED_MISSING', message: expect.stringContaining('read from their code instead'), help: expect.stringContaining('Generate the routes again') }]);
    expect(operations).toBe(1);
    expect(changes.filter(({ id }) => /^(path|operation)-(added|removed)$/.test(id))).toEqual([]);
    expect(ran.status).toBe(changes.length === 0 ? 0 : 1);
  });

  it('writes the document of an application written by hand, and names what breaks when it changes', async () => {
    for (const [file, text] of Object.entries(HAND_WRITTEN)) workspace.write(`apps/by-hand/${file}`, text);
    workspace.write('apps/by-hand/project.json', '{ "name": "by-hand", "sourceRoot": "apps/by-hand/src" }');
    expect(failureOf(await spec('apps/by-hand/src/routes'))).toBe('');
    const document = parse(workspace.read('apps/by-hand/openapi.yaml')) as { paths: Record<string, Record<string, { responses: object }>>; components: { schemas: object } };
    const operations = Object.entries(document.paths).flatMap(([at, item]) => Object.entries(item).map(([method, { responses }]) => [`${method} ${at}`, Object.keys(responses)]));
    expect(Object.fromEntries(operations)).toEqual(HAND_WRITTEN_API.operations);
    expect(document.components.schemas).toEqual({ Order: HAND_WRITTEN_API.order });

    const routes = 'apps/by-hand/src/routes/orders.ts';
    workspace.write(routes, workspace.read(routes).replace('note?: string', 'note: string').replace("/:id', (req", "/:id/lines', (req"));
    const ran = await spec('apps/by-hand/src/routes', '--check');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('apps/by-hand/openapi.yaml and the code in apps/by-hand/src/routes differ: ');
    expect(ran.stderr).toMatch(/^breaking property-became-required \(POST \/api\/orders, request\)$[^]*^ {2}in code apps\/by-hand\/src\/routes\/orders\.ts:18:1$[^]*^not breaking path-added/m);
    expect(ran.stderr).toMatch(/^breaking path-removed/m);
  });
});
