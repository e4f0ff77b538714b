import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { File, ImportExtension } from '../../code';
import type { EmitContext, EmitOptions } from '../../emit/context';
import * as express from '../express';
import * as koa from '../koa';
import { emitOperationTypes } from '../../types/emit-operations';
import { emitContext, operation, reply } from './testing/api';

const ROOT = path.resolve(__dirname, '../../../..');
const OPERATIONS = [
  operation('get', '/users/{id}', {
    operationId: 'getUser', tag: 'users', summary: 'Gets */ `${x}`', responses: [reply('200', 'application/json'), reply('404')],
    security: [[{ scheme: 'bearer', scopes: ["a'b"] }], [{ scheme: '__proto__', scopes: [] }]],
  }),
  operation('get', '/users/me', { operationId: 'getMe', tag: 'users', deprecated: true, responses: [reply('200', 'text/plain')] }),
  operation('query', '/users', { operationId: 'delete', tag: 'router', responses: [reply('200', 'application/octet-stream')] }),
  { ...operation('get', '/users', { operationId: 'beta' }), path: { ...operation('get', '/users').path, query: [{ name: "b'", value: '${1}' }] } },
  operation('post', '/files/{name}.{ext}:go', { responses: [reply('204')], basePaths: ['/v2'] }),
];
const EXAMPLE: Record<string, any> = {
  getUser: { status: 200, mediaType: 'application/json', value: { "it's": ['</script>', '\u2028'] } },
  getMe: { status: 200, mediaType: 'text/plain', value: "it's me" },
};

function contextOf(options: Partial<EmitOptions>): EmitContext {
  return emitContext(OPERATIONS, options, {
    basePaths: ['/v1', '/other'],
    securitySchemes: [
      { key: 'bearer', type: 'http', scheme: 'bearer', description: 'A JWT */ alert(1)' },
      { key: '__proto__', type: 'apiKey', in: 'query', parameterName: "k'" },
      { key: 'unused', type: 'mutualTLS' },
    ],
    exampleReply: ({ operationId }) => EXAMPLE[operationId ?? ''],
  });
}

/** Everything a project gets, with what other parts write stood in for. */
function project(context: EmitContext): File[] {
  const { framework, importExtension: end } = context.options;
  const templates = framework === 'koa' ? koa : express;
  const emitted = framework === 'koa' ? koa.emitKoa(context) : express.emitExpress(context);
  const names = OPERATIONS.map((o) => context.names.operation(o));
  const handlers = context.names.handlerFiles.map(({ file }) => {
    const stubs = OPERATIONS.filter((o) => context.names.operation(o).handlerFile === file).map((o) => templates.handlerStub(o, context).text).join('\n\n');
    const header = templates.handlerFileHeader(context).text.split('\n').filter((line) => !line.includes('notImplemented') || stubs.includes('notImplemented'));
    return written(`routes/${file}.ts`, `${header.join('\n')}\n\n${stubs}\n`);
  });
  const handler = framework === 'koa' ? 'KoaHandler' : 'ExpressHandler';
  const types = names.map(({ identifier }) => `  ${identifier}: ${handler}<{}, { 200: { json: { a: string }; raw: string }; 204: {} }>;`);
  const lazy = '{ current: undefined as OperationModule | undefined, load: async (): Promise<OperationModule> => ({ parameters: null, body: null, responses: null }) }';
  return [
    ...emitted, templates.errorsFile(context), templates.authenticatorsFile(context), ...handlers,
    written('types/operations.ts', `import type { ${handler} } from '../middleware/validators/runtime/http/${framework}-types${end}';\nexport interface Operations {\n${types.join('\n')}\n}\n`),
    written('middleware/validators.ts', `import type { OperationModule } from './validators/runtime/types${end}';\nexport const validators = { ${names.map(({ identifier }) => `${identifier}: ${lazy}`).join(', ')} };\n`),
    written('middleware/validators/runtime/types.ts', readFileSync(path.join(ROOT, 'generators/lib/validation/runtime/types.ts'), 'utf8')),
  ];
}

const written = (file: string, content: string): File => ({ path: file, content, ownership: 'generated' });

const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], types: ['node'], typeRoots: [path.join(ROOT, 'node_modules/@types')], skipLibCheck: true,
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true, noImplicitReturns: true,
  noUnusedLocals: true, noUnusedParameters: true, noFallthroughCasesInSwitch: true, isolatedModules: true, erasableSyntaxOnly: true,
};
const MODULES = {
  ESM: { end: '.js', type: 'module', module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  CommonJS: { end: '', type: 'commonjs', module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
} as const;

/** Boots the compiled output on the bare framework and calls it; prints what came back. */
const CALLS = `
const routes = [['GET', '/v1/users/me'], ['GET', '/v1/users/7'], ['PUT', '/v1/users/7'], ['POST', '/v2/files/a.b:go'], ['QUERY', '/v1/users'], ['GET', '/v1/none']];
const server = app.listen(0, '127.0.0.1', async () => {
  const out = [];
  for (const [method, path] of routes) out.push(await new Promise((resolve) => http.request({ port: server.address().port, host: '127.0.0.1', path, method, agent: false }, (r) => {
    let text = ''; r.on('data', (c) => (text += c)).on('end', () => resolve([r.statusCode, r.headers['content-type'], text]));
  }).end()));
  console.log(JSON.stringify(out)); server.close();
});`;
const BOOT = {
  ESM: {
    express: `import express from 'express'; import http from 'node:http'; import { registerRoutes } from './routes/index.js'; const app = express(); registerRoutes(app);${CALLS}`,
    koa: `import Koa from 'koa'; import http from 'node:http'; import { registerRoutes } from './routes/index.js'; const app = new Koa(); registerRoutes(app);${CALLS}`,
  },
  CommonJS: {
    express: `const http = require('node:http'); const app = require('express')(); require('./routes').registerRoutes(app);${CALLS}`,
    koa: `const http = require('node:http'); const Koa = require('koa'); const app = new Koa(); require('./routes').registerRoutes(app);${CALLS}`,
  },
};

describe.each(['express', 'koa'] as const)('%s', (framework) => {
  test.each(['ESM', 'CommonJS'] as const)('output is strict, runs and is the same twice: %s', (kind) => {
    const { end, type, module, moduleResolution } = MODULES[kind];
    const context = contextOf({ framework, importExtension: end as ImportExtension, stubs: 'example', errors: kind === 'ESM' ? 'problem' : 'envelope' });
    const files = project(context);
    expect(project(context)).toEqual(files);
    const folder = path.join(ROOT, 'tmp', `emit-${framework}-${kind}-${process.pid}`);
    try {
      for (const file of files) {
        mkdirSync(path.dirname(path.join(folder, 'src', file.path)), { recursive: true });
        writeFileSync(path.join(folder, 'src', file.path), file.content);
      }
      for (const place of ['', 'src', 'out']) {
        mkdirSync(path.join(folder, place), { recursive: true });
        writeFileSync(path.join(folder, place, 'package.json'), JSON.stringify({ type }));
      }
      const program = ts.createProgram(files.map((file) => path.join(folder, 'src', file.path)), {
        ...STRICT, module, moduleResolution, rootDir: path.join(folder, 'src'), outDir: path.join(folder, 'out'),
      });
      expect(ts.getPreEmitDiagnostics(program).map((d) => `${d.file?.fileName}: ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`)).toEqual([]);
      program.emit();
      writeFileSync(path.join(folder, 'out', 'boot.js'), BOOT[kind][framework]);
      const replies = JSON.parse(execFileSync(process.execPath, [path.join(folder, 'out', 'boot.js')], { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'test' } }));
      expect(replies.map(([status]: [number]) => status)).toEqual([200, 401, 405, 501, 501, 404]);
      expect(replies[0]).toEqual([200, 'text/plain; charset=utf-8', "it's me"]);
      expect(replies[5][1]).toContain(kind === 'ESM' ? 'application/problem+json' : 'application/json');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  test('routes/index.ts reads as one line an operation, concrete paths first', () => {
    const [index] = framework === 'koa' ? koa.emitKoa(contextOf({ framework })) : express.emitExpress(contextOf({ framework }));
    const lines = index!.content.split('\n').filter((line) => /^ {2}(router\d*\.|const router|api\.)/.test(line)).map((line) => line.trim());
    expect(lines).toEqual([
      'const router = api.router();',
      "const router2 = api.router(['/v2']);",
      "router.get('/users/me', operation('getMe', handlers.getMe ?? usersHandlers.getMe, validators.getMe, { produces: ['text/plain'] }));",
      "router.get('/users/:id', operation('getUser', handlers.getUser ?? usersHandlers.getUser, validators.getUser, { produces: ['application/json'], security: [{ bearer: ['a\\'b'] }, { ['__proto__']: [] }] }));",
      "router.get('/users', operation('beta', handlers.beta ?? defaultHandlers.beta, validators.beta, { query: [['b\\'', '${1}']] }));",
      "api.method(router, 'query', '/users', operation('deleteOperation', handlers.deleteOperation ?? routerHandlers.deleteOperation, validators.deleteOperation, { produces: ['application/octet-stream'] }));",
      "router2.post('/files/:name\\\\.:ext\\\\:go', operation('postFilesByNameByExtGo', handlers.postFilesByNameByExtGo ?? defaultHandlers.postFilesByNameByExtGo, validators.postFilesByNameByExtGo));",
      'api.mount(app);',
    ]);
  });

  test('an authenticator is asked for where a scheme is used, and only there', () => {
    const file = (framework === 'koa' ? koa : express).authenticatorsFile(contextOf({ framework }));
    expect(file.ownership).toBe('yours');
    expect(file.content).toContain('bearer: async () =>');
    expect(file.content).toContain("['__proto__']: async () =>");
    expect(file.content).not.toContain('unused');
    expect(file.content).not.toContain('*/ alert');
  });

  test('an API of webhooks alone leaves nothing unused', () => {
    const context = emitContext([], { framework });
    const [index] = framework === 'koa' ? koa.emitKoa(context) : express.emitExpress(context);
    expect(index!.content).toContain('{ authenticators = {}, options = {} }: Setup');
    expect(index!.content).not.toMatch(/const { operation }|handlers = /);
    expect(emitOperationTypes(context).content).not.toContain('import');
  });

  test('types are found under the path as it is written', () => {
    const get = operation('get', '/a', { responses: [{ ...reply('200', 'application/json'), content: [{ mediaType: 'application/json', schema: { schema: {}, pointer: '#/x' }, examples: [], encoding: new Map(), pointer: '#/x/application~1json' }] }] });
    const { content } = emitOperationTypes(emitContext([{ ...get, pointer: '#/paths/~1a~0%2520?x=1#byId/get' }], { framework }));
    expect(content).toContain("paths['/a~%20?x=1#byId']['get']");
    expect(content).toContain('`GET /a`');
  });

  test('types are imported only where an operation has any', () => {
    const types = (operations: Parameters<typeof emitContext>[0]) => emitOperationTypes(emitContext(operations, { framework })).content;
    expect(types([operation('get', '/a', { responses: [reply('204')] })])).not.toContain('./openapi');
    expect(types([operation('get', '/a', { responses: [reply('204')] })])).toContain('Handler');
  });

  test('only what the framework needs is copied', () => {
    const paths = (framework === 'koa' ? koa.emitKoa(contextOf({ framework })) : express.emitExpress(contextOf({ framework }))).map((f) => f.path);
    expect(paths).toContain(`middleware/validators/runtime/http/${framework}.ts`);
    expect(paths.filter((p) => /fastify|spec|testing|\.\./.test(p) || p.includes(framework === 'koa' ? 'express' : 'koa'))).toEqual([]);
  });
});
