import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import { code, Name } from '../../code';
import type { BundledDocument, Dialect, JsonSchema } from '../../model';
import type { Names } from '../../names/names';
import * as blocks from '../../frameworks/runtime/fastify-serialize';
import { ModuleScope } from '../module-scope';
import { SerializerCompiler } from './serializer-compiler';

type Write = (value: unknown) => string | undefined;

/** Compiles one response schema and loads what was emitted; null when JSON.stringify is to write it. */
function compile(schema: JsonSchema, schemas: Record<string, JsonSchema> = {}, dialect: Dialect = '2020-12'): Write | null {
  const document = {
    dialect,
    resolve: (pointer: string) => schemas[pointer.replace('#/components/schemas/', '').replace(/~1/g, '/').replace(/~0/g, '~')],
  } as unknown as BundledDocument;
  const names = { schema: (pointer: string) => ({ identifier: pointer.replace(/\W/g, '_'), file: 'x' }) } as unknown as Names;
  const compiler = new SerializerCompiler({ document, names, importExtension: '' });
  const scope = new ModuleScope('', 'middleware/validators/serializers/users');
  const write = compiler.serializer({ schema, pointer: '#/paths/x' }, 'pickReply', scope);
  if (!write) return null;
  scope.add(code`export const ${new Name('result')} = ${write};`);
  const shared = compiler.files()[0];
  const load = (text: string): any => {
    const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    const module = { exports: {} };
    const required = (from: string) => (from.endsWith('fastify-serialize') ? blocks : load(shared!.body));
    new Function('module', 'exports', 'require', outputText)(module, module.exports, required);
    return module.exports;
  };
  const pick = load(scope.print().text).result;
  return (value) => JSON.stringify(pick(value));
}

const written = (schema: JsonSchema, value: unknown, schemas: Record<string, JsonSchema> = {}, dialect?: Dialect) => {
  const text = compile(schema, schemas, dialect)!(value);
  return text === undefined ? undefined : JSON.parse(text);
};

const user = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' }, password: { type: 'string', writeOnly: true } } };

describe('what a serializer leaves out', () => {
  it('drops what a schema with properties does not declare, and writeOnly', () => {
    expect(written(user, { hash: 'x', id: 1, password: 'p', name: 'a"\u2028\ud800' })).toEqual({ id: 1, name: 'a"\u2028\ud800' });
  });

  it('keeps what additionalProperties lets in, still without writeOnly', () => {
    expect(written({ ...user, additionalProperties: { type: 'string' } }, { id: 1, password: 'p', x: 'y', __proto: 1 })).toEqual({ id: 1, x: 'y', __proto: 1 });
  });

  it('projects inside arrays, maps, nullable references and allOf', () => {
    const schemas = { User: user, Admin: { allOf: [{ $ref: '#/components/schemas/User' }, { type: 'object', properties: { level: { type: 'number' } } }] } };
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    expect(written({ type: 'array', items: ref('User') }, [{ id: 1, x: 1 }, null, 'odd'], schemas)).toEqual([{ id: 1 }, null, 'odd']);
    expect(written({ type: 'object', additionalProperties: ref('User') }, { a: { id: 1, x: 1 } }, schemas)).toEqual({ a: { id: 1 } });
    expect(written({ anyOf: [ref('User'), { type: 'null' }] }, { id: 1, x: 1 }, schemas)).toEqual({ id: 1 });
    expect(written(ref('Admin'), { id: 1, level: 2, x: 1 }, schemas)).toEqual({ id: 1, level: 2 });
  });

  it('writes recursive values', () => {
    const schemas = { Tree: { type: 'object', properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } } };
    expect(written({ $ref: '#/components/schemas/Tree' }, { name: 'a', x: 1, children: [{ name: 'b', x: 1, children: [] }] }, schemas))
      .toEqual({ name: 'a', children: [{ name: 'b', children: [] }] });
  });

  it('keeps what is required without being declared, which a valid reply cannot do without', () => {
    expect(written({ type: 'object', required: ['id'], properties: { Id: { type: 'string' } } }, { id: 1, Id: 'a', x: 1 })).toEqual({ id: 1, Id: 'a' });
    expect(written({ allOf: [user], required: ['hash', 'password'] }, { id: 1, hash: 'x', password: 'p', y: 1 })).toEqual({ id: 1, hash: 'x' });
    expect(written({ $ref: '#/components/schemas/User', required: ['hash'] }, { id: 1, hash: 'x', y: 1 }, { User: user })).toEqual({ id: 1, hash: 'x' });
  });

  it('ends for a schema that merges itself through allOf', () => {
    const schemas = { A: { allOf: [{ $ref: '#/components/schemas/A' }, user] }, B: { allOf: [user, { properties: { a: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { y: true } }] } } }] } };
    expect(compile({ $ref: '#/components/schemas/A' }, schemas)).toBeNull();
    expect(written({ $ref: '#/components/schemas/B' }, { id: 1, a: { id: 2, y: 3, z: 4 }, q: 1 }, schemas)).toEqual({ id: 1, a: { id: 2, y: 3 } });
  });
});

describe('what is left to JSON.stringify', () => {
  it.each<[string, JsonSchema]>([
    ['anything', true],
    ['a free-form object', { type: 'object' }],
    ['an object with an empty list of properties', { type: 'object', properties: {} }],
    ['branches', { oneOf: [user, { type: 'object', properties: { x: true } }] }],
    ['a discriminator', { ...user, discriminator: { propertyName: 'kind' } }],
    ['conditions', { ...user, if: {}, then: { properties: { x: true } } }],
    ['a count of properties', { ...user, minProperties: 2 }],
    ['a negation', { ...user, not: { required: ['id'], maxProperties: 1 } }],
    ['listed values', { properties: { a: true }, enum: [{ b: 1 }] }],
    ['patterns', { ...user, patternProperties: { '^x-': true } }],
    ['an array of strings', { type: 'array', items: { type: 'string' } }],
    ['an open object', { properties: { id: { type: 'integer' } }, additionalProperties: true }],
    ['allOf with branches', { allOf: [user, { anyOf: [{ properties: { x: true } }] }, { oneOf: [user, user] }] }],
  ])('%s', (_, schema) => {
    expect(compile(schema)).toBeNull();
  });
});

describe('exactness', () => {
  const schema = {
    type: 'object',
    properties: {
      s: { type: 'string' }, n: { type: 'number' }, b: { type: 'boolean' }, any: true, list: { type: 'array', items: { type: 'number' } },
      o: { type: 'object', properties: { 'a-b': { type: 'string' }, "it's \"`${x}": { type: 'string' } } },
      toString: { type: 'string' }, constructor: { type: 'string' }, ['__proto__']: { type: 'string' },
    },
  };
  Object.defineProperty(schema.properties, '__proto__', { value: { type: 'string' }, enumerable: true, configurable: true, writable: true });
  const write = compile(schema)!;
  const declared = new Set(Object.keys(schema.properties));
  /** What JSON.stringify writes, without what is not declared. */
  const expected = (value: any) => {
    const text = JSON.stringify(value);
    const plain = text === undefined ? undefined : JSON.parse(text);
    if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return plain;
    const out = Object.fromEntries(Object.entries(plain).filter(([k]) => declared.has(k)));
    const inner = out['o'];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) out['o'] = Object.fromEntries(Object.entries(inner).filter(([k]) => Object.hasOwn(schema.properties.o.properties, k)));
    return out;
  };

  it('agrees with JSON.stringify on any value of any member', () => {
    const random = mulberry(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const strings = ['', 'a', '"', '\\', '\n', '\u2028', '\ud800', '😀', 'x'.repeat(41), 'x'.repeat(42), 'é'.repeat(50) + '"', 'y'.repeat(6000), '\u007f'];
    const leaves: (() => unknown)[] = [
      () => pick(strings), () => pick([0, -0, 1.5, -1e21, 1e-7, NaN, Infinity, 2 ** 53]), () => random() < 0.5, () => null, () => undefined,
      () => new Date(0), () => () => 1, () => Symbol('x'), () => { const text = pick(strings); return { toJSON: () => text }; }, () => ({ toJSON: () => undefined }), () => new Map([[1, 2]]),
      () => new Date(NaN), () => Buffer.from('ab'), () => Object.create(null),
    ];
    const value = (depth: number): unknown => {
      const roll = random();
      if (depth > 0 && roll < 0.3) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth - 1));
      if (depth > 0 && roll < 0.6) return object(depth - 1);
      return pick(leaves)();
    };
    const object = (depth: number) => {
      const out: Record<string, unknown> = random() < 0.2 ? Object.create(null) : {};
      for (const name of [...declared, 'a-b', "it's \"`${x}", 'undeclared']) {
        if (random() < 0.6) Object.defineProperty(out, name, { value: value(depth), enumerable: true });
      }
      return out;
    };
    for (let i = 0; i < 5000; i++) {
      const subject = random() < 0.9 ? object(3) : value(3);
      const text = write(subject);
      const got = text === undefined ? undefined : JSON.parse(text);
      if (!isDeepStrictEqual(got, expected(subject))) expect(text).toBe(JSON.stringify(expected(subject)));
    }
  });
});

function mulberry(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
