import { readFiles } from '../testing';

const info = { title: 'T', version: '1' };
const ok = { 200: { description: 'ok' } };

async function upgraded(document: object) {
  const read = await readFiles({ 'swagger.json': { swagger: '2.0', info, paths: {}, ...document } });
  return { ...read, root: read.document.root as any };
}

describe('Swagger 2.0', () => {
  it('puts host, basePath and schemes into servers', async () => {
    expect((await upgraded({ host: 'a.com', basePath: '/v1', schemes: ['http', 'https'] })).root.servers).toEqual([{ url: 'http://a.com/v1' }, { url: 'https://a.com/v1' }]);
    expect((await upgraded({ basePath: '/v1' })).root.servers).toEqual([{ url: '/v1' }]);
  });

  it('turns body parameters and produces into content', async () => {
    const { root, document, codes } = await upgraded({
      consumes: ['application/json', 'application/xml'], produces: ['application/json'],
      definitions: { Pet: { discriminator: 'kind', properties: { kind: { 'x-nullable': true, type: 'string' } } } },
      parameters: { B: { in: 'body', name: 'b', required: true, schema: { $ref: '#/definitions/Pet' } } },
      paths: { '/a': { post: { parameters: [{ $ref: '#/parameters/B' }], responses: { 200: { description: 'ok', schema: { $ref: '#/definitions/Pet' }, headers: { 'X-N': { type: 'integer' } } } } } } },
    });
    expect(codes).toEqual([]);
    expect(root.paths['/a'].post).toEqual({
      parameters: [],
      requestBody: { $ref: '#/components/requestBodies/B' },
      responses: { 200: { description: 'ok', headers: { 'X-N': { schema: { type: 'integer' } } }, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
    });
    expect(Object.keys(root.components.requestBodies.B.content)).toEqual(['application/json', 'application/xml']);
    expect(root.components.schemas.Pet).toEqual({ discriminator: { propertyName: 'kind' }, properties: { kind: { 'x-nullable': true, type: 'string', nullable: true } } });
    expect(document.origin(root.paths['/a'].post.responses['200'], 'schema')?.pointer).toBe('/paths/~1a/post/responses/200/schema');
  });

  it('turns form parameters into one body', async () => {
    const form = (parameters: object[], consumes?: string[]) =>
      upgraded({ paths: { '/a': { post: { consumes, parameters, responses: ok } } } }).then(({ root }) => root.paths['/a'].post.requestBody);
    expect(await form([{ in: 'formData', name: 'n', type: 'integer', required: true }, { in: 'formData', name: 'l', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' }])).toEqual({
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' }, l: { type: 'array', items: { type: 'string' } } } },
          encoding: { l: { style: 'form', explode: true } },
        },
      },
    });
    const file = await form([{ in: 'formData', name: 'f', type: 'file' }], ['application/x-www-form-urlencoded', 'multipart/form-data']);
    expect(file).toEqual({ required: false, content: { 'multipart/form-data': { schema: { type: 'object', properties: { f: { type: 'string', format: 'binary' } } } } } });
  });

  it.each([
    ['query', undefined, { style: 'form', explode: false }],
    ['query', 'csv', { style: 'form', explode: false }],
    ['query', 'multi', { style: 'form', explode: true }],
    ['query', 'ssv', { style: 'spaceDelimited', explode: false }],
    ['query', 'pipes', { style: 'pipeDelimited', explode: false }],
    ['query', 'tsv', { style: 'form', explode: false, 'x-delimiter': '\t' }],
    ['path', 'csv', {}],
    ['header', 'pipes', { 'x-delimiter': '|' }],
  ])('collectionFormat in %s: %s', async (location, collectionFormat, expected) => {
    const parameter = { in: location, name: 'p', type: 'array', items: { type: 'string' }, collectionFormat };
    const { root } = await upgraded({ paths: { '/a/{p}': { get: { parameters: [parameter], responses: ok } } } });
    expect(root.paths['/a/{p}'].get.parameters[0]).toEqual({ in: location, name: 'p', schema: { type: 'array', items: { type: 'string' } }, ...expected });
  });

  it('says what of collectionFormat has no equivalent', async () => {
    const list = { type: 'array', items: { type: 'string' } };
    const nested = { in: 'query', name: 'q', collectionFormat: 'pipes', type: 'array', items: { ...list, collectionFormat: 'csv' } };
    const multi = { in: 'header', name: 'h', ...list, collectionFormat: 'multi' };
    const { diagnostics } = await upgraded({ paths: { '/a': { get: { parameters: [nested, multi, { in: 'query', name: 'ok', ...list, collectionFormat: 'multi' }], responses: { 200: { description: 'ok', headers: { items: list } } } } } } });
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['BACKEND_UPGRADE_LOSS', '/paths/~1a/get/parameters/0/items'], ['BACKEND_UPGRADE_LOSS', '/paths/~1a/get/parameters/1/collectionFormat'],
    ]);
  });

  it('names security schemes anew', async () => {
    const { root } = await upgraded({
      securityDefinitions: {
        b: { type: 'basic' }, k: { type: 'apiKey', in: 'query', name: 'key' },
        o: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { r: 'read' } },
      },
    });
    expect(root.components.securitySchemes).toEqual({
      b: { type: 'http', scheme: 'basic' },
      k: { type: 'apiKey', in: 'query', name: 'key' },
      o: { type: 'oauth2', flows: { authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: { r: 'read' } } } },
    });
  });

  it('follows references to places that moved', async () => {
    const { root, document } = await upgraded({
      paths: {
        '/a': { get: { responses: { 200: { description: 'ok', schema: { type: 'object', properties: { x: { type: 'string' } } } } } } },
        '/b': { get: { responses: { 200: { description: 'ok', schema: { $ref: '#/paths/~1a/get/responses/200/schema/properties/x' } } } } },
      },
    });
    const { $ref } = root.paths['/b'].get.responses['200'].content['application/json'].schema;
    expect($ref).toBe('#/paths/~1a/get/responses/200/content/application~1json/schema/properties/x');
    expect(document.resolve($ref)).toEqual({ type: 'string' });
  });
});
