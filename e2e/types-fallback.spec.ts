import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultStages } from '../generators/lib/default-stages';
import { FRAMEWORKS, generateFromSource, typeCheck } from './harness';
import type { HandlerFramework as Framework } from './harness';

const user = { type: 'object', required: ['id'], properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } } };
const json = { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } };
const parameter = (place: string, name: string, rest: object = {}) => ({ in: place, name, schema: { type: 'integer', ...rest } });

/** Everything whose type comes from types/openapi.ts. */
const document = {
  openapi: '3.2.0',
  info: { title: 'Types', version: '1' },
  paths: {
    '/users/{id}': {
      put: {
        operationId: 'putUser',
        parameters: [{ ...parameter('path', 'id'), required: true }, parameter('query', 'limit', { default: 3 }), parameter('header', 'X-Limit'), parameter('cookie', 'session')],
        requestBody: json,
        responses: { 200: { description: 'ok', ...json }, '4XX': { description: 'no', ...json }, default: { description: 'x', content: { 'text/plain': {} } } },
      },
      query: { operationId: 'queryUser', parameters: [{ ...parameter('path', 'id'), required: true }], responses: { 201: { description: 'ok', ...json } } },
    },
    '/files': {
      post: {
        operationId: 'upload', responses: { 204: { description: 'ok' } },
        requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' }, title: { type: 'string' } } } } } },
      },
    },
  },
  components: { schemas: { User: user } },
};

const HANDLERS: Record<Framework, string> = {
  express: "export const b: Operations['upload'] = (req, res) => { void req.body.file; res.status(204).end(); };\nexport const a: Operations['putUser'] = (req, res) => { void req.params.id; void req.query.limit; void req.headers['x-limit']; void req.headers.accept; void req.cookies.session; res.status(200).json({ id: req.body?.id }); };",
  fastify: "export const a: Operations['putUser'] = async (req, reply) => { void req.params.id; void req.query.limit; void req.headers['x-limit']; void req.headers.accept; void req.cookies.session; return reply.code(200).send({ id: req.body?.id }); };",
  koa: "export const a: Operations['putUser'] = (ctx) => { void ctx.params.id; void ctx.query.limit; void ctx.headers['x-limit']; void ctx.headers.accept; void ctx.state.cookies.session; ctx.body = { id: ctx.request.body?.id }; };",
};

describe.each(FRAMEWORKS)('when openapi-typescript breaks on a document, %s', (framework) => {
  test('handlers still compile, and a warning says so', async () => {
    const stages = { ...defaultStages(), emitOpenapiTypes: () => Promise.reject(new TypeError('x is not a function\nat y')) };
    const app = await generateFromSource(document, { framework, stubs: 'example' }, stages);
    try {
      expect(app.diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
        ['BACKEND_TYPES_FALLBACK', 'warning', expect.stringMatching(/TypeError: x is not a function$/)]]);
      expect(readFileSync(path.join(app.src, 'types/openapi.ts'), 'utf8')).toContain('export type paths = any;');
      writeFileSync(path.join(app.src, 'routes/mine.ts'), `import type { Operations } from '../types/operations.js';\n${HANDLERS[framework]}\n`);
      expect(await typeCheck(app.src, '5.9', 'nodenext')).toBe('');
      expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
    } finally {
      app.remove();
    }
  }, 120_000);
});
