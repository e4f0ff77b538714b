import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HostTree } from '@angular-devkit/schematics';
import { SchematicTestRunner, UnitTestTree } from '@angular-devkit/schematics/testing';
import { documentOf } from '../../generators/lib/testing/write-document';

const APP = "import { Module } from '@nestjs/common';\r\n\r\n@Module({\r\n  imports: [ConfigModule.forRoot(),\r\n  ], // kept\r\n})\r\nexport class AppModule {}\r\n";

let folder: string;
let collection: string;
const cwd = process.cwd();

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'schematic-'));
  collection = path.join(folder, 'collection.json');
  writeFileSync(collection, JSON.stringify({ schematics: { routes: { factory: path.join(__dirname, 'factory'), schema: path.join(__dirname, 'schema.json'), description: 'routes' } } }));
  writeFileSync(path.join(folder, 'openapi.json'), JSON.stringify(documentOf({ createUser: { tag: 'users' }, listOrders: { tag: 'orders' } })));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true, force: true });
});

function workspace(files: Record<string, string> = {}): UnitTestTree {
  const tree = new UnitTestTree(new HostTree());
  const all = { 'package.json': '{\n    "name": "app",\n    "type": "module"\n}\n', 'nest-cli.json': '{ "sourceRoot": "src" }', 'src/app.module.ts': APP, ...files };
  for (const [file, text] of Object.entries(all)) tree.create(file, text);
  return tree;
}

/** What `nest generate` passes, whatever it is asked for. */
const PASSED = { name: 'openapi.json', language: 'ts', sourceRoot: 'src', spec: true, flat: false, specFileSuffix: 'spec', format: false, skipImport: false };
const run = (options: object, tree = workspace()): Promise<UnitTestTree> => new SchematicTestRunner('backend', collection).runSchematic('routes', { ...PASSED, ...options }, tree);

jest.setTimeout(120_000);

it('writes controllers, services and a module, and imports it into the parent, whose other bytes stay', async () => {
  const tree = await run({});
  for (const file of ['routes/routes.module.ts', 'routes/users.controller.ts', 'routes/users.service.ts', 'middleware/errors.ts', 'types/operations.ts']) expect(tree.exists(`src/${file}`)).toBe(true);
  expect(tree.readText('src/app.module.ts')).toBe(APP
    .replace("'@nestjs/common';\r\n", "'@nestjs/common';\r\nimport { RoutesModule } from './routes/routes.module.js';\r\n")
    .replace('forRoot(),', 'forRoot(), RoutesModule,'));
  expect(JSON.parse(tree.readText('package.json'))).toMatchObject({ dependencies: { '@nestjs/common': expect.any(String) } });
});

it('changes nothing when it runs again, and appends what a changed document adds', async () => {
  const tree = await run({});
  const own = `${tree.readText('src/routes/users.service.ts')}// mine\n`;
  tree.overwrite('src/routes/users.service.ts', own);
  const before = contents(tree);
  expect(contents(await run({}, tree))).toEqual(before);
  const more = path.join(folder, 'more.json');
  writeFileSync(more, JSON.stringify(documentOf({ createUser: { tag: 'users' }, deleteUser: { tag: 'users' }, listOrders: { tag: 'orders' } })));
  const after = (await run({ name: 'more.json' }, tree)).readText('src/routes/users.service.ts');
  expect(after).toContain("async deleteUser(_request: RequestOf<'deleteUser'>");
  expect(after.endsWith('}\n// mine\n')).toBe(true);
});

it('follows sourceRoot, path, project, flat, skipImport and spec', async () => {
  const projects = { 'nest-cli.json': '{ "monorepo": true, "sourceRoot": "apps/api/src", "projects": { "api": { "sourceRoot": "apps/api/src" }, "web": { "sourceRoot": "apps/web/src" } } }' };
  const monorepo = await run({ project: 'web', sourceRoot: 'apps/web/src' }, workspace({ ...projects, 'apps/web/src/web.module.ts': APP }));
  expect(monorepo.exists('apps/web/src/routes/users.controller.ts')).toBe(true);
  expect(monorepo.readText('apps/web/src/web.module.ts')).toContain('RoutesModule');
  const nested = await run({ path: 'admin', skipImport: true });
  expect(nested.exists('src/admin/routes/users.service.ts')).toBe(true);
  expect(nested.readText('src/app.module.ts')).toBe(APP);
  const flat = await run({ path: 'admin', flat: true });
  expect(flat.readText('src/admin/users.controller.ts')).toContain("from './middleware/validators.js'");
  expect(flat.readText('src/admin/users.service.ts')).toContain("from './types/operations.js'");
  expect(flat.readText('src/app.module.ts')).toContain("from './admin/routes.module.js'");
  expect(contents(await run({ path: 'admin', flat: true }, flat))).toEqual(contents(flat));
  const tested = await run({ stubs: 'example' });
  expect(tested.exists('src/routes/users.contract.spec.ts')).toBe(true);
  expect((await run({ stubs: 'example', spec: false })).exists('src/routes/users.contract.spec.ts')).toBe(false);
});

it('takes choices that nest generate has no flags for from nest-cli.json', async () => {
  const tree = await run({}, workspace({ 'nest-cli.json': '{ "sourceRoot": "src", "schematics": { "@org/backend:routes": { "validator": "compiled" } } }' }));
  expect(tree.readText('src/routes/users.controller.ts')).toContain('@Incoming(CompiledValidationPipe)');
});

it('fails with the findings, having written nothing', async () => {
  await expect(run({ name: 'nowhere.yaml' })).rejects.toThrow(/BACKEND_SOURCE_NOT_FOUND/);
  const broken = workspace({ 'src/routes/users.service.ts': 'export class UsersService {' });
  await expect(run({}, broken)).rejects.toThrow(/BACKEND_ROUTES_HANDLERS_SYNTAX/);
});

function contents(tree: UnitTestTree): Record<string, string> {
  return Object.fromEntries(tree.files.map((file) => [file, tree.readText(file)]));
}
