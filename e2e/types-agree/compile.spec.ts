import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EmitContext, Framework } from '../../generators/lib/emit/context';
import { buildApi } from '../../generators/lib/model/build-api';
import { allocateNames } from '../../generators/lib/names/allocate-names';
import { readDocument } from '../../generators/lib/openapi/read-document';
import { emitOpenapiTypes } from '../../generators/lib/types/emit-openapi-types';
import { emitOperationTypes } from '../../generators/lib/types/emit-operations';
import { DOCUMENTS } from './sample';

const root = path.resolve(__dirname, '../..');
const specs = path.resolve(root, '../shared/specs');
const runtime = path.join(root, 'generators/lib/frameworks/runtime');
const withSpecs = existsSync(specs) || process.env['CI'] ? describe : describe.skip;

withSpecs('types of documents from the field compile as strict ES modules for every framework', () => {
  it.each(DOCUMENTS)('%s', async (file) => {
    const { value: document } = await readDocument(path.join(specs, file));
    const api = buildApi(document!).value;
    const names = allocateNames(api).value;
    let openapi: string | undefined;
    for (const framework of ['express', 'fastify', 'koa'] as const) {
      const context = contextOf(api, names, framework, file);
      openapi ??= (await emitOpenapiTypes(context)).content;
      const folder = path.join(root, 'tmp', 'types-compile', file.replace(/\W+/g, '-'), framework);
      write(folder, openapi, emitOperationTypes(context).content, framework);
      const tsc = path.join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
      expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout.slice(0, 2000)).toBe('');
    }
  }, 240_000);
});

function contextOf(api: EmitContext['api'], names: EmitContext['names'], framework: Framework, sourceName: string): EmitContext {
  return {
    api, names,
    options: {
      framework, frameworkMajor: 5, importExtension: '.js', errors: 'envelope', stubs: 'not-implemented', validator: 'compiled',
      validateResponses: false, tests: false, sourceName, generatorVersion: '0.0.0',
    },
  };
}

function write(folder: string, openapi: string, operations: string, framework: Framework): void {
  rmSync(folder, { recursive: true, force: true });
  const http = path.join(folder, 'middleware/validators/runtime/http');
  mkdirSync(path.join(folder, 'types'), { recursive: true });
  mkdirSync(http, { recursive: true });
  writeFileSync(path.join(folder, 'types/openapi.ts'), openapi);
  writeFileSync(path.join(folder, 'types/operations.ts'), operations);
  for (const name of ['operation-types', `${framework}-types`, 'security-types', 'uploaded-file']) {
    const text = readFileSync(path.join(runtime, `${name}.ts`), 'utf8');
    writeFileSync(path.join(http, `${name}.ts`), text.replace(/from '(\.[^']*)'/g, "from '$1.js'"));
  }
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    target: 'es2022', lib: ['es2023'], module: 'nodenext', types: ['node'], strict: true, noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true,
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
}
