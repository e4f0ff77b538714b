import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Api, BundledDocument, JsonSchema } from '../model';
import { buildApi } from '../model/build-api';
import { allocateNames } from '../names/allocate-names';
import { readDocument } from '../openapi/read-document';
import { SchemaCompiler } from '../validation/schema/compiler';
import { buildExample } from './build-example';
import type { ExampleTools } from './build-example';
import { exampleReply } from './example-reply';
import { buildExampleRequest } from './example-request';
import { textMatching } from './pattern/text-matching';

describe('a schema gets a value it accepts', () => {
  it.each<[string, JsonSchema, unknown]>([
    ['a valid example', { type: 'string', example: 'ann' }, 'ann'],
    ['an invalid example is passed over', { type: 'integer', example: 'ann', minimum: 5 }, 5],
    ['const before anything', { const: 'x', default: 'y' }, 'x'],
    ['bounds and multiples', { type: 'number', multipleOf: 0.1, exclusiveMinimum: 0.25 }, 0.3],
    ['a pattern with bounds', { type: 'string', pattern: '^[A-Z]{2}\\d+$', minLength: 6 }, expect.stringMatching(/^[A-Z]{2}\d{4,}$/)],
    ['unique items', { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 3, uniqueItems: true }, ['a', 'b', 'c']],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false }, ['string', 1]],
    ['contains', { type: 'array', contains: { const: 7 }, minContains: 2 }, [7, 7]],
    ['minProperties without properties', { type: 'object', minProperties: 2, additionalProperties: { type: 'integer' } }, { key: 1, key1: 2 }],
    ['patternProperties of a closed object', { type: 'object', minProperties: 1, patternProperties: { '^x-': { type: 'boolean' } }, additionalProperties: false }, expect.anything()],
    ['allOf merged', { allOf: [{ type: 'object', required: ['a'] }, { properties: { a: { type: 'integer' } } }] }, { a: 1 }],
    ['oneOf where the first branch cannot be', { oneOf: [false, { type: 'boolean' }] }, true],
    ['oneOf where the first two overlap', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, expect.any(Number)],
    ['no alternatives at all for an optional property', { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { oneOf: [] } } }, { a: 1 }],
    ['not', { type: 'string', not: { enum: ['string'] }, examples: ['string', 'other'] }, 'other'],
    ['a required name from the prototype', { type: 'object', required: ['__proto__'] }, expect.anything()],
    ['if and then', { type: 'object', properties: { a: { const: 1 } }, required: ['a'], if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, expect.objectContaining({ a: 1, b: expect.anything() })],
  ])('%s', (_, schema, wanted) => {
    const tools = toolsFor({ Subject: schema });
    const { value, diagnostics } = buildExample({ schema, pointer: '#/components/schemas/Subject' }, 'request', tools);
    expect(diagnostics).toEqual([]);
    expect(value?.value).toEqual(wanted);
    expect(tools.evaluate({ schema, pointer: '#/components/schemas/Subject' }, 'request')(value!.value, null)).toBe(true);
  });

  it('leaves out an optional part for which nothing is found in reasonable time', () => {
    const alike = Array.from({ length: 60 }, (_, i) => ({ type: 'object', properties: { [`p${i}`]: { type: 'string' } } }));
    const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, buckets: { type: 'object', additionalProperties: { oneOf: alike } } } };
    expect(buildExample({ schema, pointer: '#/components/schemas/Subject' }, 'response', toolsFor({ Subject: schema }))).toEqual({ value: { value: { id: 1 } }, diagnostics: [] });
  });

  it('prefers a value that is right without the discriminator too', () => {
    const part = (...required: string[]) => ({ type: 'object', required: ['type', ...required], properties: { type: { type: 'string' }, ...Object.fromEntries(required.map((name) => [name, { type: 'string' }])) } });
    // by `oneOf` alone, what Http accepts Slack accepts too
    const Endpoint = { oneOf: ['Http', 'Slack'].map((name) => ({ $ref: `#/components/schemas/${name}` })), discriminator: { propertyName: 'type' } };
    const tools = toolsFor({ Endpoint, Http: part('url'), Slack: part() });
    const of = (schema: JsonSchema, given: unknown[] = []) => buildExample({ schema, pointer: '#/components/schemas/Endpoint' }, 'response', tools, given).value?.value;
    expect(of(Endpoint)).toEqual({ type: 'Slack' });
    expect(of(Endpoint, [{ type: 'Http', url: 'a' }, { type: 'Slack', x: 1 }])).toEqual({ type: 'Slack', x: 1 });
    const alike = toolsFor({ Endpoint, Http: part(), Slack: part() });
    expect(buildExample({ schema: Endpoint, pointer: '#/components/schemas/Endpoint' }, 'response', alike).value).toEqual({ value: { type: 'Http' } });
  });

  it('cuts recursion', () => {
    const Tree = { type: 'object', required: ['children'], properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } };
    expect(buildExample({ schema: Tree, pointer: '#/components/schemas/Tree' }, 'response', toolsFor({ Tree })).diagnostics).toEqual([]);
  });

  it('leaves out what the other direction carries', () => {
    const User = { type: 'object', required: ['id', 'secret'], properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } } };
    const location = { schema: User, pointer: '#/components/schemas/User' };
    expect(buildExample(location, 'request', toolsFor({ User })).value).toEqual({ value: { secret: 'string' } });
    expect(buildExample(location, 'response', toolsFor({ User })).value).toEqual({ value: { id: 1 } });
  });

  it('says so when there is none', () => {
    const schema = { type: 'integer', minimum: 2, maximum: 1 };
    const { value, diagnostics } = buildExample({ schema, pointer: '#/components/schemas/No' }, 'request', toolsFor({ No: schema }));
    expect(value).toBeUndefined();
    expect(diagnostics.map((d) => d.code)).toEqual(['BACKEND_ROUTES_NO_EXAMPLE']);
  });
});

describe('texts for patterns', () => {
  it.each(['^\\d{3}-\\d{4}$', '^(?:a|bc)+$', '^[^a-z]{3}$', '^(\\w)\\1$', '^(?=.*\\d)[a-z\\d]{8}$', 'abc', '^\\p{Lu}+$', '^#[0-9a-fA-F]{6}$', '^[\\w.-]+@[\\w-]+\\.[a-z]{2,}$', '^(?!x).{2,4}$', '^.*$', '^$'])('%s', (pattern) => {
    const text = textMatching([pattern], { least: 0, most: 100 });
    expect(text).toMatch(new RegExp(pattern, 'u'));
  });
});

const specs = path.resolve(__dirname, '../../../../shared/specs');
const withSpecs = existsSync(specs) || process.env['CI'] ? describe : describe.skip;
if (!existsSync(specs)) console.warn('../shared/specs is not there: examples of documents from the field are not built');

withSpecs('documents from the field', () => {
  it.each(['adyen-checkout-v71.yaml', 'discord.json', 'kubernetes-swagger2.json', 'openai.yaml', 'redocly-museum.yaml', 'stripe-2022-10.json', 'swagger-petstore-3.0.yaml', 'twilio_api_v2010.json'])('%s has a request and a reply for every operation', async (file) => {
    const document = (await readDocument(path.join(specs, file))).value!;
    const api = buildApi(document).value;
    const tools = toolsOf(document, api);
    const missing = api.operations.flatMap((o) => [...buildExampleRequest(o, tools).diagnostics, ...exampleReply(o, tools).diagnostics]).map((d) => d.message);
    expect(missing).toEqual([]);
  }, 240_000);
});

function toolsOf(document: BundledDocument, api: Api): ExampleTools {
  const compiler = new SchemaCompiler({ document, names: allocateNames(api).value, importExtension: '' });
  return { document, evaluate: compiler.evaluate.bind(compiler), evaluatePlainly: compiler.evaluatePlainly.bind(compiler) };
}

function toolsFor(schemas: Record<string, JsonSchema>): ExampleTools {
  const root = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {}, components: { schemas } };
  const resolve = (pointer: string): unknown =>
    pointer.split('/').slice(1).reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part.replace(/~1/g, '/').replace(/~0/g, '~')], root);
  const document: BundledDocument = { root, version: '3.1', dialect: '2020-12', digest: '', files: [], resolve, at: resolve, origin: () => undefined };
  return toolsOf(document, { document, operations: [], schemas: new Map(Object.entries(schemas)), securitySchemes: [], tags: [] } as unknown as Api);
}
