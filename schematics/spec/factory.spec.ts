import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { normalize, virtualFs } from '@angular-devkit/core';
import { NodeJsSyncHost } from '@angular-devkit/core/node';
import { HostTree } from '@angular-devkit/schematics';
import { SchematicTestRunner, UnitTestTree } from '@angular-devkit/schematics/testing';
import { parse } from 'yaml';

const MODULE = "import { Module } from '@nestjs/common';\nimport { CatsController } from './cats.controller.js';\n\n@Module({ controllers: [CatsController] })\nexport class AppModule {}\n";
const CONTROLLER = `import { Controller, Get, Param } from '@nestjs/common';

@Controller('cats')
export class CatsController {
  @Get(':id')
  findOne(@Param('id') id: string): { id: string; name: string } {
    return { id, name: 'Tom' };
  }
}
`;

let folder: string;
let collection: string;
const cwd = process.cwd();

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'schematic-spec-')));
  const files = {
    'package.json': '{ "name": "cats", "dependencies": { "@nestjs/common": "^12", "@nestjs/core": "^12" } }', 'nest-cli.json': '{ "sourceRoot": "src" }', 'src/app.module.ts': MODULE, 'src/cats.controller.ts': CONTROLLER,
    'src/main.ts': "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module.js';\n\nconst app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n",
    'collection.json': JSON.stringify({ schematics: { spec: { factory: path.join(__dirname, 'factory'), schema: path.join(__dirname, 'schema.json'), description: 'spec' } } }),
  };
  mkdirSync(path.join(folder, 'src'));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  collection = path.join(folder, 'collection.json');
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true, force: true });
});

const workspace = (): UnitTestTree => new UnitTestTree(new HostTree(new virtualFs.ScopedHost(new NodeJsSyncHost(), normalize(folder))));
/** What `nest generate` passes, whatever it is asked for. */
const PASSED = { language: 'ts', sourceRoot: 'src', spec: true, flat: false, specFileSuffix: 'spec', format: false, skipImport: false };
const run = (options: object, tree = workspace()): Promise<UnitTestTree> => new SchematicTestRunner('backend', collection).runSchematic('spec', { ...PASSED, ...options }, tree);

jest.setTimeout(120_000);

it('writes the document of the source root, or of a folder to a file, and changes nothing when it runs again', async () => {
  const tree = await run({});
  expect(parse(tree.readText('openapi.yaml'))).toMatchObject({ openapi: '3.1.1', paths: { '/cats/{id}': { get: { parameters: [{ name: 'id', in: 'path' }], responses: { 200: {} } } } } });
  const before = tree.readText('openapi.yaml');
  expect((await run({}, tree)).readText('openapi.yaml')).toBe(before);
  const placed = await run({ name: 'src', path: 'docs/api.json' });
  expect(JSON.parse(placed.readText('docs/api.json'))).toEqual(parse(before));
});

it('checks, and fails on what differs, by nest-cli.json too', async () => {
  const tree = await run({});
  await run({ check: true }, tree);
  tree.overwrite('openapi.yaml', tree.readText('openapi.yaml').replace('/cats/{id}', '/dogs/{id}'));
  const drifted = tree.readText('openapi.yaml');
  await expect(run({ check: true }, tree)).rejects.toThrow(/breaking path-removed[^]*not breaking path-added[^]*in code src\/cats\.controller\.ts:5:3/);
  expect(tree.readText('openapi.yaml')).toBe(drifted);
  tree.overwrite('nest-cli.json', '{ "sourceRoot": "src", "schematics": { "@org/backend:spec": { "check": true, "output": "none.yaml" } } }');
  await expect(run({}, tree)).rejects.toThrow('There is no none.yaml to check');
});

it('fails with the findings where there is nothing, having written nothing', async () => {
  await expect(run({ name: 'nowhere' })).rejects.toThrow(/BACKEND_SPEC_NOTHING/);
  await expect(run({ base: 'none.yaml' })).rejects.toThrow('There is no none.yaml to take as base');
});
