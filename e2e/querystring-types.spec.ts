import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { FRAMEWORKS, generateFromSource, typeCheck } from './harness';

const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'array', items: { type: 'string' } } } };
const document = {
  openapi: '3.2.0', info: { title: 'Q', version: '1' },
  paths: {
    '/own': { get: { operationId: 'own', parameters: [{ name: 'all', in: 'querystring', required: true, content: { 'application/x-www-form-urlencoded': { schema } } }], responses: { 204: { description: '' } } } },
    '/shared': { get: { operationId: 'shared', parameters: [{ $ref: '#/components/parameters/Filter' }], responses: { 204: { description: '' } } } },
  },
  components: { parameters: { Filter: { name: 'filter', in: 'querystring', content: { 'application/json': { schema } } } } },
};
const query = { express: 'req.query', fastify: 'req.query', koa: 'req.query' };

/** OpenAPI 3.2's `in: querystring`: the whole query is one value, under the parameter's name. */
test.each(FRAMEWORKS)('%s types the value of the whole query', async (framework) => {
  const app = await generateFromSource(document, { framework });
  try {
    expect(app.diagnostics).toEqual([]);
    writeFileSync(path.join(app.src, 'probe.ts'), `import type { Operations } from './types/operations.js';
export const own = (req: Parameters<Operations['own']>[0]): [number, string[] | undefined] => [${query[framework]}.all.a, ${query[framework]}.all.b];
export const shared = (req: Parameters<Operations['shared']>[0]): number | undefined => ${query[framework]}.filter?.a;
// @ts-expect-error it may be absent
export const absent = (req: Parameters<Operations['shared']>[0]): number => ${query[framework]}.filter.a;
`);
    expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
  } finally {
    app.remove();
  }
}, 60_000);
