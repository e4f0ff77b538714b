import { posix } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import ts from 'typescript';
import type { File } from '../../code';
import type { EmitContext, ExampleReply } from '../../emit/context';
import { buildApi } from '../../model/build-api';
import { allocateNames } from '../../names/allocate-names';
import { readFiles } from '../../openapi/testing';
import { authenticatorsFile, emitFastify, errorsFile, handlerFileHeader, handlerStub } from '../fastify';

const swagger = require('@fastify/swagger');

// The first test translates the whole runtime.
jest.setTimeout(60_000);

const transpiled = new Map<string, string>();

function transpile(text: string): string {
  const known = transpiled.get(text) ?? ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
  transpiled.set(text, known);
  return known;
}

/** Runs generated TypeScript from memory, as CommonJS. */
function load(files: readonly File[], entry: string): any {
  const texts = new Map(files.map((file) => [file.path, file.content]));
  const modules = new Map<string, { exports: any }>();
  const loadFile = (path: string): any => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} as any };
    modules.set(path, module);
    const text = texts.get(path);
    if (text === undefined) throw new Error(`no such file: ${path}`);
    const required = (from: string) => (from.startsWith('.') ? loadFile(`${posix.join(posix.dirname(path), from)}.ts`) : require(from));
    new Function('module', 'exports', 'require', transpile(text))(module, module.exports, required);
    return module.exports;
  };
  return loadFile(entry);
}

/** Validators that accept everything: what the emitter of Fastify does not write itself. */
function stand(context: EmitContext): File[] {
  const own = context.api.operations.map((o) => `${JSON.stringify(context.names.operation(o).identifier)}: lazy(async () => ({ operation: { parameters: null, body: null, responses: null } })),`);
  const file = (path: string, content: string): File => ({ path, content, ownership: 'generated' });
  return [
    file('middleware/validators.ts', `import { lazy } from './validators/runtime/lazy';\nexport const validators = {\n${own.join('\n')}\n};`),
    file('middleware/validators/runtime/lazy.ts', `export const lazy = (load) => { const self = { current: undefined, load: async () => (self.current = (await load()).operation) }; return self; };`),
  ];
}

const EXAMPLE = (): ExampleReply => ({ status: 200, mediaType: 'application/json', value: { id: 1, 'quote\'"`${x}': '*/' } });

async function generate(document: object, options: Partial<EmitContext['options']> = {}, exampleReply = EXAMPLE): Promise<{ files: File[]; context: EmitContext }> {
  const read = await readFiles({ 'openapi.json': document });
  const api = buildApi(read.document).value;
  const names = allocateNames(api).value;
  const context: EmitContext = {
    api, names,
    options: {
      framework: 'fastify', frameworkMajor: 5, importExtension: '', errors: 'envelope', stubs: 'not-implemented', validator: 'compiled',
      validateResponses: false, tests: false, sourceName: 'openapi.json', generatorVersion: '0.0.0', ...options,
    },
    exampleReply,
  };
  const handlers = names.handlerFiles.map(({ file }): File => ({
    path: `routes/${file}.ts`,
    content: [handlerFileHeader(context), ...api.operations.filter((o) => names.operation(o).handlerFile === file).map((o) => handlerStub(o, context))].join('\n\n'),
    ownership: 'yours',
  }));
  return { files: [...emitFastify(context), ...stand(context), ...handlers, errorsFile(context), authenticatorsFile(context)], context };
}

const user = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, friend: { $ref: '#/components/schemas/User' }, secret: { type: 'string', writeOnly: true } } };
const json = (schema: object) => ({ 'application/json': { schema } });
const ok = (schema: object) => ({ 200: { description: 'Good', content: json(schema) } });
const ref = { $ref: '#/components/schemas/User' };
const id = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  servers: [{ url: 'https://example.org/v1/' }],
  tags: [{ name: 'users' }],
  paths: {
    '/users/{user-id}': {
      parameters: [id('user-id')],
      get: {
        tags: ['users'], operationId: 'getUser', summary: 'Gets */ one', deprecated: true, security: [{ key: [] }, { oauth: ['read'] }],
        parameters: [
          { name: 'fields', in: 'query', description: 'Which', required: true, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'filter', in: 'query', content: json({ type: 'object' }) },
          { name: 'X-Trace', in: 'header', schema: { $ref: '#/components/schemas/Trace' } },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
        ],
        responses: { ...ok(ref), 204: { description: 'Nothing' }, '4XX': { description: 'Bad', headers: { 'X-Reason': { description: 'Why', schema: { type: 'string' } } }, content: json({ oneOf: [ref, { type: 'null' }] }) } },
      },
      put: { tags: ['users'], operationId: 'putUser', requestBody: { description: 'It', content: { ...json(ref), 'text/plain': {} } }, responses: ok({ $ref: '#/paths/~1files~1%7Bname%7D.%7Bext%7D/get/responses/200/content/application~1json/schema' }) },
    },
    '/files/{name}.{ext}': { get: { parameters: [id('name'), id('ext')], responses: ok({ type: 'object', properties: { id: { type: 'integer' } } }) } },
    '/jobs/{id}:cancel': { post: { parameters: [id('id')], responses: { 200: { description: 'ok' } } } },
    '/search': { query: { operationId: 'own', requestBody: { content: json(ref) }, responses: ok(true as never) } },
    "/it's/*`${x}": { get: { operationId: '__proto__', responses: ok({}) } },
  },
  components: {
    schemas: { User: user, Trace: { type: 'string', minLength: 1 } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' }, oauth: { type: 'oauth2', flows: {} } },
  },
};

const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

async function boot(files: readonly File[], { options = {}, handlers = {} }: { options?: object; handlers?: object } = {}, before?: (app: FastifyInstance) => Promise<void>) {
  const { registerRoutes, routesPlugin, fastifyOptions } = load(files, 'routes/index.ts');
  const app: FastifyInstance = Fastify(fastifyOptions as object);
  open.push(app);
  await before?.(app);
  const authenticators = { key: () => ({}), oauth: () => ({}) };
  await registerRoutes(app, { handlers, authenticators, options });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, routesPlugin, send: (path: string, init: RequestInit = {}) => fetch(url + path, { ...init, headers: { 'x-key': 'k', ...init.headers } }) };
}

test('names the handlers of operations that no request can reach, for which Operations asks', async () => {
  const get = (operationId: string, name: string) => ({ get: { operationId, parameters: [id(name)], responses: ok({}) } });
  const { files } = await generate({ ...document, paths: { '/a/{x}': get('first', 'x'), '/a/{y}': get('second', 'y') } });
  const index = files.find(({ path }) => path === 'routes/index.ts')!.content;
  expect(index).toMatch(/operations: Operations = \{\s*first: \w+\.first,\s*second: \w+\.second,\s*\};/);
  const { send } = await boot(files);
  expect((await send('/v1/a/b')).status).toBe(501);
});

test('replies a string as a JSON value where it is one, and as JSON text where it may be any', async () => {
  const paths = { '/text': { get: { operationId: 'text', responses: ok({ type: 'string' }) } }, '/any': { get: { operationId: 'any', responses: ok({}) } } };
  const { files } = await generate({ ...document, paths }, { stubs: 'example' }, () => ({ status: 200, mediaType: 'application/json', value: 'a"b' }));
  const { send } = await boot(files);
  for (const path of ['/v1/text', '/v1/any']) expect(await (await send(path)).json()).toBe('a"b');
});

test('answers every operation, 501 until it is written', async () => {
  const { files } = await generate(document);
  const { send } = await boot(files);
  for (const [method, path] of [['GET', '/v1/users/3'], ['PUT', '/v1/users/3'], ['GET', '/v1/files/a.b'], ['POST', '/v1/jobs/7:cancel'], ['GET', "/v1/it's/*%60$%7Bx%7D"]] as const) {
    const reply = await send(path, { method });
    expect([path, reply.status, ((await reply.json()) as any).error.code]).toEqual([path, 501, 'NOT_IMPLEMENTED']);
  }
  expect((await send('/v1/users/3', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT');
  expect((await send('/v1/jobs/7', { method: 'POST' })).status).toBe(404);
  expect(((await (await send('/v1/%zz')).json()) as any).error.code).toBe('VALIDATION_ERROR');
  expect((await send(`/v1/users/${'x'.repeat(5000)}`)).status).toBe(501);
});

test('replies examples on request, and any text stays text', async () => {
  const { files } = await generate(document, { stubs: 'example' });
  const { send } = await boot(files);
  expect(await (await send('/v1/files/a.b')).json()).toEqual({ id: 1 });
  expect(await (await send("/v1/it's/*%60$%7Bx%7D")).json()).toEqual({ id: 1, 'quote\'"`${x}': '*/' });
});

test('writes replies by their schemas', async () => {
  const { files } = await generate(document);
  const value = { id: 1, secret: 's', friend: { id: 2, x: 1 }, x: 1 };
  const { send } = await boot(files, { handlers: { getUser: async () => value, putUser: async () => value, own: async () => value } });
  expect(await (await send('/v1/users/3')).json()).toEqual({ id: 1, friend: { id: 2 } });
  expect(await (await send('/v1/users/3', { method: 'PUT' })).json()).toEqual({ id: 1 });
});

test('is a plugin too, under a prefix', async () => {
  const { files } = await generate(document);
  const { send } = await boot(files, {}, async (app) => {
    await app.register(load(files, 'routes/index.ts').routesPlugin, { prefix: '/outer', authenticators: { key: () => ({}), oauth: () => ({}) } });
  });
  expect((await send('/outer/v1/users/3')).status).toBe(501);
  expect((await send('/v1/users/3')).status).toBe(501);
});

describe('@fastify/swagger', () => {
  const openapi = { openapi: '3.1.0', info: { title: 'T', version: '1' }, servers: [{ url: '/v1' }] };
  const plugin = (options: object) => async (app: FastifyInstance) => void (await app.register(swagger, { refResolver: { buildLocalReference: (schema: any) => schema.$id }, ...options }));

  it('documents every operation with its parameters, body, replies and security', async () => {
    const { files } = await generate(document);
    const { app } = await boot(files, {}, plugin({ openapi }));
    const { paths, components } = (app as any).swagger();
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/users/{user-id}', '/files/{name}.{ext}', '/jobs/{id}:cancel', '/search']));
    expect(Object.values(paths).flatMap((item: any) => Object.keys(item))).toHaveLength(6);
    const { get, put } = paths['/users/{user-id}'];
    expect(get).toMatchObject({ operationId: 'getUser', summary: 'Gets */ one', deprecated: true, tags: ['users'], security: [{ key: [] }, { oauth: ['read'] }] });
    expect(get.parameters).toEqual(expect.arrayContaining([
      { in: 'path', name: 'user-id', required: true, schema: { type: 'string' } },
      { in: 'query', name: 'fields', required: true, description: 'Which', schema: { type: 'array', items: { type: 'string' } } },
      expect.objectContaining({ in: 'query', name: 'filter', content: { 'application/json': expect.anything() } }),
      { in: 'header', name: 'X-Trace', required: false, schema: { $ref: '#/components/schemas/Trace' } },
      { in: 'cookie', name: 'session', required: false, schema: { type: 'string' } },
    ]));
    expect(get.responses).toMatchObject({
      200: { description: 'Good', content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
      204: { description: 'Nothing' },
      '4XX': { description: 'Bad', headers: { 'X-Reason': { schema: { type: 'string' } } } },
    });
    expect(get.responses[204]).not.toHaveProperty('content');
    expect(Object.keys(put.requestBody.content)).toEqual(['application/json', 'text/plain']);
    expect(put.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/User' });
    expect(components.schemas.User).toMatchObject({ type: 'object', properties: { id: { type: 'integer' }, friend: { $ref: '#/components/schemas/User' } } });
    expect(components.securitySchemes).toEqual(document.components.securitySchemes);
  });

  it('works with the defaults, in version 2 of the format, and beside several base paths', async () => {
    // version 2 has no parameters with content: the plugin refuses them
    const { '/users/{user-id}': { get, ...item }, ...paths } = document.paths;
    const parameters = get.parameters.filter(({ name }) => name !== 'filter');
    const { files } = await generate({ ...document, paths: { ...paths, '/users/{user-id}': { ...item, get: { ...get, parameters } } } });
    for (const options of [{ openapi: {} }, {}]) {
      const { app, send } = await boot(files, { options: { basePath: ['/a', '/b'] } }, plugin(options));
      expect(Object.keys((app as any).swagger().paths)).toHaveLength(5);
      expect((await send('/b/users/1')).status).toBe(501);
    }
  });

  it('changes nothing about verdicts and replies', async () => {
    const { files } = await generate(document);
    const { send } = await boot(files, { handlers: { getUser: async () => ({ id: 1, x: 2 }) } }, plugin({ openapi }));
    expect(await (await send('/v1/users/3')).json()).toEqual({ id: 1 });
    expect((await send('/v1/nope')).status).toBe(404);
  });
});
