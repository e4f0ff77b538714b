import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import ts from 'typescript';
import { parse } from 'yaml';
import { printTypesInWorker } from './run-in-worker';

const root = path.resolve(__dirname, '../../..');
const specs = path.resolve(root, '../shared/specs');
const withSpecs = existsSync(specs) || process.env['CI'] ? describe : describe.skip;
if (!existsSync(specs)) console.warn('../shared/specs is not there: documents from the field are not tested');

withSpecs('documents from the field', () => {
  it.each(['redocly-museum.yaml', 'discord.json', 'stripe-2022-10.json', 'twilio_api_v2010.json', 'swagger-petstore-3.0.yaml'])(
    '%s gives the same bytes as openapi-typescript itself',
    async (name) => {
      const text = JSON.stringify(parse(readFileSync(path.join(specs, name), 'utf8'), { maxAliasCount: -1 }));
      expect(digest(await printTypesInWorker(text))).toEqual(digest(library(text)));
    },
    60_000,
  );
});

describe('what would break or mislead openapi-typescript', () => {
  it('hostile text stays in comments and literals', async () => {
    const evil = '*/ declare const injected: 1; /* `${injected}` \u2028 \' " \\';
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: evil, version: '1' },
      paths: {
        [`/a/${evil}`]: { get: { operationId: evil, summary: evil, description: evil, responses: { 200: { description: evil, content: { [evil]: { schema: { $ref: `#/x;${evil}/y` } } } } } } },
      },
      [`x;${evil}`]: { y: { type: 'string' } },
      components: { schemas: {
        [evil]: { title: evil, description: evil, enum: [evil], properties: { [evil]: { const: evil, default: evil, examples: [{ [evil]: evil }], format: evil } } },
        ['__proto__']: { type: 'object', properties: { ['__proto__']: { type: 'string' }, constructor: { $ref: '#/components/schemas/__proto__' } }, required: ['constructor'] },
        D: { discriminator: { propertyName: evil, mapping: { [evil]: `#/components/schemas/${evil}`, a: '__proto__' } }, oneOf: [{ $ref: '#/components/schemas/E' }] },
        E: { type: 'object', properties: { d: { $ref: '#/components/schemas/D' } } },
      } },
    });
    const printed = await printTypesInWorker(text);
    expect(errorsIn(printed)).toEqual([]);
    const names = ts.createSourceFile('x.ts', printed, ts.ScriptTarget.ESNext).statements.map((s) => ts.SyntaxKind[s.kind]);
    expect(new Set(names)).toEqual(new Set(['InterfaceDeclaration', 'TypeAliasDeclaration']));
  }, 60_000);

  it.each<[string, unknown]>([
    ['boolean members of allOf', { allOf: [true, { type: 'string' }] }],
    ['required that is no list', { type: 'object', required: true, properties: { a: { type: 'string' } } }],
    ['a title that is no text', { title: 7, type: 'string' }],
    ['examples that look like schemas', { type: 'object', example: { allOf: ['x'], discriminator: { propertyName: 'a' }, oneOf: [1] } }],
    ['a reference into a list', { $ref: '#/components/schemas/Deep/properties/list/items' }],
    ['a reference into another reference', { $ref: '#/components/schemas/Deep/properties/self/properties/list' }],
    ['a reference by a percent sign', { $ref: '#/components/schemas/100%25' }],
    ['a reference with siblings', { $ref: '#/components/schemas/Deep', required: ['list'], properties: { more: { type: 'number' } } }],
  ])('%s', async (_, schema) => {
    const text = JSON.stringify({
      openapi: '3.1.0', info: { title: 't', version: '1' },
      paths: { '/a': { get: { operationId: '100%', responses: { 200: { description: '', content: { 'application/json': { schema } } }, 500: { $ref: '#/paths/~1a/get/responses/200' } } } } },
      components: { schemas: {
        Deep: { type: 'object', properties: { list: { type: 'array', items: { type: 'object', properties: { a: { $ref: '#/components/schemas/Deep/properties/list' } } } }, self: { $ref: '#/components/schemas/Deep' } } },
        '100%': { type: 'string' },
      } },
    });
    expect(errorsIn(await printTypesInWorker(text))).toEqual([]);
  }, 60_000);

  it('what is required of a base that may be null is required', async () => {
    const Base = { type: 'object', nullable: true, properties: { a: { type: 'string' }, b: { type: 'number' } } };
    const More = { required: ['a', 'c'], allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { c: { type: 'boolean' } } }] };
    const printed = await printTypesInWorker(JSON.stringify({ openapi: '3.0.3', info: { title: 't', version: '1' }, paths: {}, components: { schemas: { Base, More } } }));
    const use = "type More = components['schemas']['More'];\nexport const good: More = { a: 'x', c: true };\n// @ts-expect-error -- a is required\nexport const bad: More = { b: 1, c: true };\n";
    expect(errorsIn(`${printed}\n${use}`)).toEqual([]);
  }, 60_000);

  it('properties beside anyOf are not lost', async () => {
    const text = JSON.stringify({
      openapi: '3.0.3', info: { title: 't', version: '1' }, paths: {},
      components: { schemas: { A: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] } } },
    });
    const printed = await printTypesInWorker(text);
    expect(errorsIn(`${printed}\n// @ts-expect-error -- a is a string\nexport const x: components['schemas']['A'] = { a: 1 };\n`)).toEqual([]);
  }, 60_000);
});

/** openapi-typescript run as users run it, in a process of its own: it is an ES module. */
function library(text: string): string {
  const script = `
    import openapiTS, { astToString } from 'openapi-typescript';
    let text = ''; for await (const chunk of process.stdin) text += chunk;
    const readWriteMarkers = /"(read|write)Only":true/.test(text);
    const options = { silent: true, defaultNonNullable: false, emptyObjectsUnknown: true, readWriteMarkers };
    process.stdout.write(astToString(await openapiTS(JSON.parse(text), options)));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** Enough to compare and short enough to print when it differs. */
function digest(text: string): { length: number; lines: string[] } {
  return { length: text.length, lines: text.split('\n').filter((_, i) => i % 97 === 0) };
}

function errorsIn(source: string): string[] {
  const host = ts.createCompilerHost({});
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) => (name === 'types.ts' ? ts.createSourceFile(name, source, target) : original(name, target));
  const program = ts.createProgram(['types.ts'], { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022 }, host);
  return ts.getPreEmitDiagnostics(program).map((d) => `${ts.flattenDiagnosticMessageText(d.messageText, '\n')} in ${d.file?.text.slice(d.start ?? 0, (d.start ?? 0) + 80)}`);
}
