import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { compileBody, documentOf } from './testing/compile-in-memory';

const RUNTIME = path.join(__dirname, '..', 'runtime');

/** Every flag a user may have switched on. */
const FLAGS: ts.CompilerOptions = {
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true, noImplicitReturns: true,
  noUnusedLocals: true, noUnusedParameters: true, noFallthroughCasesInSwitch: true, noImplicitOverride: true, allowUnreachableCode: false, allowUnusedLabels: false,
  isolatedModules: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true,
  target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true, skipLibCheck: true, types: ['node'],
};

function errors(sources: ReadonlyMap<string, string>): string[] {
  const root = path.join(RUNTIME, '..', '..', '..', '..', 'virtual');
  const files = new Map([...sources].map(([file, text]) => [path.join(root, file), text]));
  for (const file of readdirSync(RUNTIME, { recursive: true }) as string[]) {
    if (/^[^.]+\.ts$/.test(file) && !file.startsWith('parameters') && file !== 'dto.ts') files.set(path.join(root, 'middleware/validators/runtime', file), readFileSync(path.join(RUNTIME, file), 'utf8'));
  }
  const host = ts.createCompilerHost(FLAGS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => files.get(path.normalize(file)) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(path.normalize(file));
    return text === undefined ? getSourceFile.call(host, file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  host.directoryExists = () => true;
  const program = ts.createProgram([...files.keys()], FLAGS, host);
  return ts.getPreEmitDiagnostics(program).map((d) => `${path.basename(d.file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** One of everything, used so that whatever could be left unused is. */
const schemas: Record<string, unknown> = {
  Node: { type: 'object', required: ['kind'], properties: { kind: { const: 'node' }, next: ref('Node'), any: { anyOf: [{ type: 'string' }, ref('Node'), { type: 'array', items: ref('Leaf') }] } } },
  Leaf: { type: 'object', required: ['kind', 'id'], additionalProperties: false, properties: { kind: { const: 'leaf' }, id: { type: 'integer', readOnly: true }, size: { type: 'number', default: 1.5, multipleOf: 0.5 }, never: false } },
  Either: { oneOf: [ref('Node'), ref('Leaf'), { type: 'null' }], discriminator: { propertyName: 'kind', mapping: { leaf: 'Leaf' } } },
  Parent: { type: 'object', discriminator: { propertyName: 't' }, properties: { t: { type: 'string' } } },
  Child: { allOf: [ref('Parent'), { type: 'object', properties: { friend: ref('Parent') } }] },
  Never: { not: {} },
  Empty: { enum: [] },
  Tuple: { type: 'array', prefixItems: [{ type: 'string' }, false, ref('Either')], items: false, contains: { type: 'integer' }, maxContains: 3, uniqueItems: true },
  Names: { propertyNames: { pattern: '^[a-z]' }, patternProperties: { '^x-': true, '^y-': false, '^z-': { type: 'string' } }, additionalProperties: false },
  Tracked: { anyOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { patternProperties: { '^b': true } }], if: { required: ['c'] }, then: { properties: { c: true } }, unevaluatedProperties: { type: 'integer' }, unevaluatedItems: false, prefixItems: [true] },
  Enums: { properties: { many: { enum: [1, 2, 3, 4, 5, 6, 7, 8, 9, 'x', null] }, deep: { enum: [{ a: [1] }, 'y'] }, one: { const: { a: {} } } } },
  Texts: { properties: { a: { type: 'string', minLength: 1, maxLength: 5, pattern: '^a', format: 'email' }, b: { type: ['string', 'integer', 'null'], format: 'int32', minimum: 1 }, c: { enum: ['a'], type: 'integer' } } },
};

test('type-checks under every strict flag', () => {
  const document = documentOf({ type: 'object', properties: Object.fromEntries(Object.keys(schemas).map((name) => [name, ref(name)])) }, { schemas });
  for (const direction of ['request', 'response'] as const) {
    const { sources } = compileBody(document, direction, { files: true });
    expect(sources.size).toBeGreaterThan(8);
    expect(errors(sources)).toEqual([]);
    expect([...sources.values()].join()).not.toMatch(/\beval\b|new Function|require\(/);
  }
});
