import { diffDocuments, RULES } from '.';

type Json = Record<string, any>;

const BASE: Json = {
  openapi: '3.1.0', info: { title: 'Shop', version: '1' },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      put: {
        operationId: 'putOrder', parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean', default: false } }],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
        responses: { 200: { description: 'ok', headers: { 'x-total': { required: true, schema: { type: 'integer' } } }, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } }, 404: { description: 'none' } },
        security: [{ key: [] }, { oauth: ['read'] }],
      },
    },
  },
  components: {
    schemas: { Order: { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 10 }, state: { type: 'string', enum: ['open', 'paid'] }, parent: { $ref: '#/components/schemas/Order' } } } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' }, oauth: { type: 'oauth2', flows: {} } },
  },
};

/** `id direction breaking` of each change. */
function changes(edit: (document: Json) => void, base = BASE): string[] {
  const after = structuredClone(base);
  edit(after);
  return diffDocuments(base, after).map(({ id, direction, breaking }) => `${id} ${direction} ${breaking}`).sort();
}

const order = (d: Json): Json => d['components'].schemas.Order;
const put = (d: Json): Json => d['paths']['/orders/{id}'].put;

describe('diffDocuments', () => {
  it('finds nothing between equal documents, whatever the order of members, parameters and sets', () => {
    expect(changes(() => {})).toEqual([]);
    expect(changes((d) => {
      order(d)['properties'].state.enum.reverse();
      put(d)['security'].reverse();
      d['paths']['/orders/{id}'] = { put: put(d), parameters: d['paths']['/orders/{id}'].parameters };
    })).toEqual([]);
  });

  it.each<[string, (d: Json) => void, string[]]>([
    ['enum narrowed', (d) => order(d)['properties'].state.enum.pop(), ['enum-value-removed request true', 'enum-value-removed response false']],
    ['enum widened', (d) => order(d)['properties'].state.enum.push('void'), ['enum-value-added request false', 'enum-value-added response true']],
    ['property removed', (d) => delete order(d)['properties'].state, ['property-removed request true', 'property-removed response true']],
    ['optional property added', (d) => (order(d)['properties'].note = { type: 'string' }), ['optional-property-added request false', 'optional-property-added response false']],
    ['required property added', (d) => { order(d)['properties'].note = { type: 'string' }; order(d)['required'].push('note'); }, ['required-property-added request true', 'required-property-added response false']],
    ['required read-only property added', (d) => { order(d)['properties'].note = { type: 'string', readOnly: true }; order(d)['required'].push('note'); }, ['optional-property-added request false', 'required-property-added response false']],
    ['property became optional', (d) => (order(d)['required'] = []), ['property-became-optional request false', 'property-became-optional response true']],
    ['bound lowered', (d) => (order(d)['properties'].id.maxLength = 5), ['upper-bound-decreased request true', 'upper-bound-decreased response false']],
    ['nullable', (d) => (order(d)['properties'].id.type = ['string', 'null']), ['became-nullable request false', 'became-nullable response true']],
    ['type', (d) => (order(d)['properties'].id.type = 'integer'), ['type-changed request true', 'type-changed response true']],
    ['closed', (d) => (order(d)['additionalProperties'] = false), ['additional-properties-closed request true', 'additional-properties-closed response false']],
    ['required parameter added', (d) => put(d)['parameters'].push({ name: 'x', in: 'query', required: true, schema: {} }), ['required-parameter-added request true']],
    ['optional parameter added', (d) => put(d)['parameters'].push({ name: 'x', in: 'query', schema: {} }), ['optional-parameter-added request false']],
    ['parameter removed', (d) => put(d)['parameters'].pop(), ['parameter-removed request true']],
    ['parameter default', (d) => (put(d)['parameters'][0].schema.default = true), ['parameter-default-changed request true']],
    ['parameter style', (d) => (d['paths']['/orders/{id}'].parameters[0].style = 'matrix'), ['parameter-serialization-changed request true']],
    ['style said that is the default', (d) => (put(d)['parameters'][0].style = 'form'), ['other-changed none false']],
    ['body optional', (d) => (put(d)['requestBody'].required = false), ['body-became-optional request false']],
    ['body removed', (d) => delete put(d)['requestBody'], ['body-removed request true']],
    ['success removed', (d) => delete put(d)['responses'][200], ['success-status-removed response true']],
    ['error removed', (d) => delete put(d)['responses'][404], ['other-status-removed response false']],
    ['header optional', (d) => (put(d)['responses'][200].headers['x-total'].required = false), ['header-became-optional response true']],
    ['media type', (d) => (put(d)['responses'][200].content = {}), ['media-type-removed response true']],
    ['an alternative gone', (d) => put(d)['security'].pop(), ['security-tightened none true']],
    ['one more scope', (d) => put(d)['security'][1].oauth.push('write'), ['security-tightened none true']],
    ['no security', (d) => (put(d)['security'] = []), ['security-relaxed none false']],
    ['operation removed', (d) => delete d['paths']['/orders/{id}'].put, ['operation-removed none true']],
    ['path added', (d) => (d['paths']['/new'] = {}), ['path-added none false']],
    ['path removed', (d) => (d['paths'] = {}), ['path-removed none true']],
    ['parameter in the path renamed', (d) => { const { '/orders/{id}': item } = d['paths']; item.parameters[0].name = 'order'; d['paths'] = { '/orders/{order}': item }; }, ['path-parameter-renamed none false']],
    ['description', (d) => (put(d)['responses'][200].description = 'fine'), ['description-changed none false']],
    ['a property called description', (d) => (order(d)['properties'].description = { type: 'string' }), ['optional-property-added request false', 'optional-property-added response false']],
    ['example', (d) => (order(d)['examples'] = [{}]), ['example-changed none false']],
    ['extension', (d) => (put(d)['x-a'] = 1), ['extension-changed none false']],
    ['info', (d) => (d['info'].version = '2'), ['info-changed none false']],
    ['unused component', (d) => (d['components'].schemas.New = {}), ['component-added none false']],
    ['component renamed', (d) => { d['components'].schemas = JSON.parse(JSON.stringify({ Purchase: order(d) }).replaceAll('schemas/Order', 'schemas/Purchase')) as Json; put(d)['requestBody'].content['application/json'].schema = { $ref: '#/components/schemas/Purchase' }; put(d)['responses'][200].content['application/json'].schema = { $ref: '#/components/schemas/Purchase' }; }, ['component-added none false', 'component-removed none false', 'reference-changed none false', 'reference-changed none false']],
  ])('%s', (_name, edit, expected) => {
    expect(changes(edit)).toEqual(expected);
  });

  it('turns directions round for webhooks: the server sends their requests', () => {
    const base = { ...BASE, webhooks: { paid: { post: { requestBody: { content: { 'application/json': { schema: { type: 'string', enum: ['a', 'b'] } } } }, responses: {} } } } };
    expect(changes((d) => d['webhooks'].paid.post.requestBody.content['application/json'].schema.enum.push('c'), base)).toEqual(['enum-value-added response true']);
  });

  it('explains every rule', () => {
    const { readFileSync } = jest.requireActual<typeof import('node:fs')>('node:fs');
    const page = readFileSync(require.resolve('../../../docs/spec.md'), 'utf8');
    expect(Object.entries(RULES).filter(([id, { title }]) => !page.includes(`| \`${id}\` | ${title.replace(/\|/g, '\\|')} |`)).map(([id]) => id)).toEqual([]);
  });
});
