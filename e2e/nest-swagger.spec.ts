import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildApi } from '../generators/lib/model/build-api';
import { readDocument } from '../generators/lib/openapi';
import { describeWithSpecs, generateFromSource, NEST_FULL, runOrThrow, sharedSpec, transpile, typeCheck } from './harness';
import { documentationMain } from './nest-swagger/documentation-main';
import { normalize } from './nest-swagger/normalize';

type Node = Record<string, any>;

/** A small document, and a large one with 3.1's keywords. */
const DOCUMENTS = ['redocly-museum.yaml', 'adyen-checkout-v71.yaml', ...(NEST_FULL ? ['swagger-petstore-3.0.yaml', 'digitalocean/DigitalOcean-public.v2.yaml', 'openai.yaml', 'discord.json', 'twilio_api_v2010.json', 'stripe-2022-10.json', 'github-api.github.com.json'] : [])];

describeWithSpecs('@nestjs/swagger', () => {
  test.each(DOCUMENTS)('gives %s back from the generated application', async (name) => {
    const { value: read } = await readDocument(sharedSpec(name), {});
    const { value: api } = buildApi(read!);
    const wanted = normalize(read!.root as Node, api.basePaths[0]);
    const app = await generateFromSource(sharedSpec(name), { framework: 'nest', swagger: true });
    try {
      if (api.operations.length < 100) expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
      for (const [adapter, initialized] of [['express', false], ['fastify', true]] as const) {
        const { document } = await documentOf(app.src, adapter, initialized);
        const got = normalize(document);
        expect(Object.keys(got['paths']).sort()).toEqual(Object.keys(wanted['paths']).sort());
        expect(got['paths']).toEqual(wanted['paths']);
        expect(got['schemas']).toEqual(wanted['schemas']);
        expect(document['components']?.securitySchemes).toEqual(read!.root['components'] && (read!.root['components'] as Node)['securitySchemes']);
      }
    } finally {
      app.remove();
    }
  }, NEST_FULL ? 900_000 : 120_000);
});

test('DTO classes say what their schemas say', async () => {
  const app = await generateFromSource(pets, { framework: 'nest', swagger: true });
  try {
    const files = readdirSync(path.join(app.src, 'middleware/validators/dto')).map((file) => path.basename(file, '.ts'));
    const { ofClasses } = await documentOf(app.src, 'express', false, files);
    expect(ofClasses['schemas']).toMatchObject({
      Pet: {
        type: 'object', description: 'A pet', required: ['name', 'kind', 'tags', 'home'], additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, description: 'What it is called', example: 'Rex' }, kind: { allOf: [{ $ref: '#/components/schemas/Kind' }] },
          age: { type: 'integer', minimum: 0, default: 1 }, tags: { type: 'array', items: { $ref: '#/components/schemas/Kind' }, maxItems: 3 },
          home: { $ref: '#/components/schemas/Home' }, either: { allOf: [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }] },
          nested: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, any: { allOf: [{}] },
        },
      },
      Home: { properties: { city: { type: 'string', enum: ['Berlin', 'Rome'] } } },
    });
  } finally {
    app.remove();
  }
}, 60_000);

test('nothing of it is written without the option', async () => {
  const app = await generateFromSource(pets, { framework: 'nest' });
  expect(existsSync(path.join(app.src, 'middleware/documentation.ts'))).toBe(false);
  app.remove();
});

const pets = {
  openapi: '3.0.3', info: { title: 'Pets', version: '1' },
  paths: { '/pets': { post: { operationId: 'addPet', requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: { 201: { description: 'ok' } } } } },
  components: { schemas: {
    Kind: { type: 'string', enum: ['dog', 'cat'] },
    Home: { type: 'object', properties: { city: { type: 'string', enum: ['Berlin', 'Rome'] } } },
    Pet: {
      type: 'object', description: 'A pet', required: ['name', 'kind', 'tags', 'home'], additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1, description: 'What it is called', example: 'Rex' }, kind: { $ref: '#/components/schemas/Kind' }, age: { type: 'integer', minimum: 0, default: 1 },
        tags: { type: 'array', items: { $ref: '#/components/schemas/Kind' }, maxItems: 3 }, home: { $ref: '#/components/schemas/Home' },
        either: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, nested: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, any: {},
      },
    },
  } },
};

/** What the generated application's own program prints. */
async function documentOf(src: string, adapter: 'express' | 'fastify', initialized: boolean, dtos: readonly string[] = []): Promise<{ document: Node; ofClasses: Node }> {
  writeFileSync(path.join(src, 'main.ts'), documentationMain(adapter, initialized, dtos));
  const built = path.join(path.dirname(src), 'built');
  transpile(src, built, 'module');
  const { stdout } = await runOrThrow('node', [path.join(built, 'main.js')], { cwd: built });
  return JSON.parse(stdout) as { document: Node; ofClasses: Node };
}
