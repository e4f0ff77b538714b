import { answers, api, codes, readFiles } from '../openapi/testing';
import { buildApi } from './build-api';
import { buildBasePaths } from './build-base-paths';
import { buildPathTemplate } from './build-path-template';

const ok = { 200: { description: 'ok' } };

async function build(document: Record<string, unknown>) {
  const { document: bundle, diagnostics } = await readFiles({ 'openapi.json': document });
  const result = buildApi(bundle);
  return { api: result.value, codes: [...codes(diagnostics), ...codes(result.diagnostics)], diagnostics: result.diagnostics };
}

const operationOf = async (operation: object, path = '/a', rest: object = {}, components: object = {}, openapi = '3.1.0') => {
  const built = await build(api({ [path]: { get: { responses: ok, ...operation }, ...rest } }, components, openapi));
  return { ...built, operation: built.api.operations[0]! };
};

describe('parameters', () => {
  it('merges those of the path item, the own ones winning', async () => {
    const { operation, codes } = await operationOf(
      { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }, { $ref: '#/components/parameters/H' }] },
      '/a/{id}',
      { parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }, { name: 'id', in: 'path', required: true, schema: true }] },
      { parameters: { H: { name: 'X-H', in: 'header', schema: { $ref: '#/components/schemas/S' } } }, schemas: { S: { type: 'string' } } },
    );
    expect(codes).toEqual([]);
    expect(operation.parameters.map((p) => [p.name, p.in, p.schema.pointer])).toEqual([
      ['q', 'query', '#/paths/~1a~1{id}/get/parameters/0/schema'],
      ['id', 'path', '#/paths/~1a~1{id}/parameters/1/schema'],
      ['X-H', 'header', '#/components/parameters/H/schema'],
    ]);
    expect(operation.parameters[2]!.schema.schema).toEqual({ $ref: '#/components/schemas/S' });
  });

  it.each([
    ['path', undefined, 'simple', false], ['path', 'matrix', 'matrix', false], ['query', undefined, 'form', true],
    ['query', 'deepObject', 'deepObject', false], ['query', 'pipeDelimited', 'pipeDelimited', false],
    ['header', undefined, 'simple', false], ['cookie', undefined, 'form', true], ['cookie', 'cookie', 'cookie', true],
  ])('defaults of %s %s: %s, explode %s', async (location, style, expected, explode) => {
    const { operation, codes } = await operationOf({ parameters: [{ name: 'p', in: location, required: true, schema: {}, ...(style && { style }) }] }, '/a/{p}');
    expect(operation.parameters[0]).toMatchObject({ style: expected, explode });
    expect(codes.filter((c) => !c.includes('UNDECLARED'))).toEqual([]);
  });

  it('makes sense of what breaks the letter', async () => {
    const { operation, codes } = await operationOf(
      {
        parameters: [
          { name: 'b', in: 'path', schema: {} }, { name: 'c', in: 'path', required: true, schema: {} },
          { name: 'Accept', in: 'header', schema: {} }, { name: 'd', in: 'query' },
          { name: 'd', in: 'query', schema: {}, style: 'matrix' }, { name: 'e', in: 'query', type: 'integer', enum: [1] },
        ],
      },
      '/{a}/{b}',
    );
    expect(codes.sort()).toEqual([
      'info BACKEND_PARAMETER_IGNORED', 'warning BACKEND_OPENAPI_UNKNOWN_FIELD', 'warning BACKEND_PARAMETER_DUPLICATE',
      'warning BACKEND_PARAMETER_SCHEMA', 'warning BACKEND_PARAMETER_STYLE', 'warning BACKEND_PATH_PARAMETER_OPTIONAL',
      'warning BACKEND_PATH_PARAMETER_UNDECLARED', 'warning BACKEND_PATH_PARAMETER_UNUSED',
    ]);
    expect(operation.parameters.map((p) => [p.name, p.schema.schema, p.style])).toEqual([
      ['b', {}, 'simple'], ['d', {}, 'form'], ['e', { type: 'integer', enum: [1] }, 'form'], ['a', { type: 'string' }, 'simple'],
    ]);
  });

  it.each([
    ['application/xml', ['warning BACKEND_SCHEMA_CONTENT_UNREAD']], ['text/xml', ['warning BACKEND_SCHEMA_CONTENT_UNREAD']], ['application/vnd.a+json; v=1', []],
    ['application/x-www-form-urlencoded', []], ['text/csv;header=present', []], ['application/json', []], ['application/jsonl', ['warning BACKEND_SCHEMA_CONTENT_UNREAD']],
  ])('content of %s', async (mediaType, expected) => {
    expect((await operationOf({ parameters: [{ name: 'f', in: 'query', content: { [mediaType]: { schema: {} } } }] })).codes).toEqual(expected);
  });

  it('reads content and examples', async () => {
    const { operation } = await operationOf({
      parameters: [{ name: 'f', in: 'query', content: { 'application/JSON': { schema: { type: 'object' }, examples: { a: { $ref: '#/components/examples/A' }, b: { externalValue: 'x' } } } } }],
    }, '/a', {}, { examples: { A: { value: { n: 1 } } } });
    expect(operation.parameters[0]).toMatchObject({ contentType: 'application/json', schema: { schema: { type: 'object' }, pointer: expect.stringMatching(/content\/application~1JSON\/schema$/) }, examples: [{ n: 1 }] });
  });
});

describe('operations', () => {
  it('inherits security and servers', async () => {
    const components = { securitySchemes: { k: { type: 'apiKey', in: 'cookie', name: 's' }, o: { type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://x', scopes: { r: '' } } } } } };
    const document = { ...api({ '/a': { get: { responses: ok }, post: { responses: ok, security: [], servers: [{ url: '/own/' }] }, put: { responses: ok, security: [{ k: [], o: ['r'] }, {}] }, servers: [{ url: 'https://h/p' }] } }, components), security: [{ k: [] }] };
    const { api: built, codes } = await build(document);
    expect(codes).toEqual([]);
    expect(built.operations.map((o) => [o.method, o.security, o.basePaths])).toEqual([
      ['get', [[{ scheme: 'k', scopes: [] }]], ['/p']], ['post', [], ['/own']],
      ['put', [[{ scheme: 'k', scopes: [] }, { scheme: 'o', scopes: ['r'] }], []], ['/p']],
    ]);
    expect(built.securitySchemes).toMatchObject([{ key: 'k', type: 'apiKey', in: 'cookie', parameterName: 's' }, { key: 'o', type: 'oauth2', scopes: ['r'] }]);
  });

  it('never makes an operation public because a scheme is missing or broken', async () => {
    const { codes, operation, api: built } = await operationOf({ security: [{ nope: [] }, { odd: [] }] }, '/a', {}, { securitySchemes: { odd: { type: 'apiKey' } } });
    expect(codes).toEqual(['warning BACKEND_SECURITY_SCHEME', 'warning BACKEND_SECURITY_UNKNOWN']);
    expect(operation.security).toEqual([[{ scheme: 'nope', scopes: [] }], [{ scheme: 'odd', scopes: [] }]]);
    expect(built.securitySchemes).toMatchObject([{ key: 'odd', type: 'mutualTLS' }, { key: 'nope', type: 'mutualTLS' }]);
  });

  it('knows the methods and features of 3.2', async () => {
    const media = { 'text/event-stream': { itemSchema: { $ref: '#/components/schemas/E' } }, 'application/json': { $ref: '#/components/mediaTypes/J' } };
    const { api: built, codes } = await build(api(
      { '/a': { query: { responses: { 200: { content: media } }, parameters: [{ name: 'q', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: {} } } }] }, additionalOperations: { COPY: { responses: ok } } } },
      { schemas: { E: {} }, mediaTypes: { J: { schema: { type: 'string' } } } }, '3.2.0'));
    expect(codes).toEqual([]);
    expect(built.operations.map((o) => [o.method, o.pointer])).toEqual([['query', '#/paths/~1a/query'], ['copy', '#/paths/~1a/additionalOperations/COPY']]);
    expect(built.operations[0]!.parameters[0]!.in).toBe('querystring');
    expect(built.operations[0]!.responses[0]!.content).toMatchObject([
      { mediaType: 'text/event-stream', itemSchema: { schema: { $ref: '#/components/schemas/E' } } },
      { mediaType: 'application/json', schema: { schema: { type: 'string' }, pointer: '#/components/mediaTypes/J/schema' } },
    ]);
  });

  it('reports what only shows when all are seen', async () => {
    const get = { operationId: 'same', responses: ok };
    const { codes } = await build(api({ '/a/{x}': { get }, '/a/{y}': { get }, '/b?v=1': { get: { responses: ok } }, '/b?v=2': { get: { responses: { 20: { description: '' } } } } }));
    expect(codes.filter((c) => !c.includes('UNDECLARED')).sort()).toEqual([
      'info BACKEND_OPERATION_RESPONSES', 'warning BACKEND_OPERATION_ID_DUPLICATE', 'warning BACKEND_PATH_AMBIGUOUS', 'warning BACKEND_RESPONSE_STATUS',
    ]);
  });

  it('reads bodies, encodings and headers', async () => {
    const body = { content: { 'Multipart/Form-Data': { schema: { type: 'object' }, encoding: { f: { contentType: 'image/*', headers: { 'X-A': { schema: {} } } } } }, nonsense: { schema: {} } } };
    const { operation, codes } = await operationOf({ requestBody: body, responses: { '2xx': { description: '', headers: { 'Content-Type': { schema: {} }, 'X-R': { required: true, schema: { type: 'integer' } } } } } });
    expect(codes).toEqual(['warning BACKEND_MEDIA_TYPE']);
    expect(operation.requestBody).toMatchObject({ required: false, content: [{ mediaType: 'multipart/form-data' }] });
    expect(operation.requestBody!.content[0]!.encoding.get('f')).toMatchObject({ contentType: 'image/*', headers: [{ name: 'X-A' }] });
    expect(operation.responses).toMatchObject([{ status: '2XX', headers: [{ name: 'X-R', required: true }] }]);
  });

  it('is frozen, but for the document itself', async () => {
    const { api: built, operation } = await operationOf({ parameters: [{ name: 'q', in: 'query', schema: {} }] });
    for (const node of [built, built.operations, operation, operation.parameters[0], operation.path.segments, operation.responses]) expect(Object.isFrozen(node)).toBe(true);
    expect(Object.isFrozen(built.document.root)).toBe(false);
  });

  it('positions its findings in the source', async () => {
    const { diagnostics } = await build(api({ '/a': { ...answers(true), parameters: [{ name: 'x', in: 'nowhere' }] } }));
    expect(diagnostics).toMatchObject([{ code: 'BACKEND_OPENAPI_UNUSABLE', position: { file: 'openapi.json', line: 24 }, pointer: '/paths/~1a/parameters/0/in' }]);
  });
});

describe('path templates', () => {
  it.each([
    ['/users/{id}', [[{ kind: 'literal', text: 'users' }], [{ kind: 'variable', name: 'id' }]]],
    ['/a/{b}.{c}', [[{ kind: 'literal', text: 'a' }], [{ kind: 'variable', name: 'b' }, { kind: 'literal', text: '.' }, { kind: 'variable', name: 'c' }]]],
    ['/', [[{ kind: 'literal', text: '' }]]],
    ['/{+name}:run#x', [[{ kind: 'variable', name: 'name' }, { kind: 'literal', text: ':run' }]]],
  ])('%s', (text, segments) => expect(buildPathTemplate(text).segments).toEqual(segments));

  it('takes a query apart from the path', () => {
    expect(buildPathTemplate('/a?beta=true')).toMatchObject({ text: '/a', query: [{ name: 'beta', value: 'true' }] });
  });
});

describe('base paths', () => {
  it.each([
    [undefined, ['']], [[], ['']], [[{ url: '/' }], ['']], [[{ url: 'https://a.com/v1/' }, { url: 'http://b.com/v1' }], ['/v1']],
    [[{ url: 'v2' }], ['/v2']], [[{ url: 'https://{host}/{base}', variables: { base: { default: 'x/y' } } }], ['/x/y']], [[{ url: '//h/p?q#f' }], ['/p']],
  ])('%j → %j', (servers, expected) => expect(buildBasePaths(servers)).toEqual(expected));
});
