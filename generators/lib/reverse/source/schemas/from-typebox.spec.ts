import { operations, recover } from '../testing/recovered';

/** What TypeBox's types become, as the body of a Fastify route. */
const cases: [string, string][] = [
  ['Type.Object({ a: Type.String(), b: Type.Optional(Type.Number()) })', '{a*: string, b: number}'],
  ["Type.Object({ a: Type.String({ format: 'email', minLength: 3 }) }, { additionalProperties: false })", '{a*: string email minLength=3} additionalProperties=false'],
  ['Type.Object({ a: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 3 }) })', '{a*: integer minimum=1[] maxItems=3}'],
  ["Type.Object({ a: Type.Union([Type.Literal('x'), Type.Literal('y')]) })", '{a*: string enum=["x","y"]}'],
  ['Type.Object({ a: Type.Union([Type.String(), Type.Null()]) })', '{a*: string | null}'],
  ["Type.Pick(Type.Object({ a: Type.String(), b: Type.String() }), ['a'])", '{a*: string}'],
  ["Type.Omit(Type.Object({ a: Type.String(), b: Type.String() }), ['a'])", '{b*: string}'],
  ['Type.Partial(Type.Object({ a: Type.String() }))', '{a: string}'],
  ['Type.Composite([Type.Object({ a: Type.String() }), Type.Object({ b: Type.Boolean() })])', '{a*: string, b*: boolean}'],
  ['Type.Object({ a: Type.Record(Type.String(), Type.Number()) })', '{a*: object additionalProperties={"type":"number"}}'],
  ['Type.Object({ a: Type.Enum({ X: 1, Y: 2 }) })', '{a*: number enum=[1,2]}'],
  ['Type.Object({ a: Type.Unsafe({ type: "string", pattern: "^x$" }) })', '{a*: string pattern="^x$"}'],
];

describe('TypeBox', () => {
  const routes = cases.map(([schema], index) => `app.post('/${index}', { schema: { body: ${schema} } }, async () => null);`);
  const found = operations(recover(`import Fastify from 'fastify';\nimport { Type } from '@sinclair/typebox';\nconst app = Fastify();\n${routes.join('\n')}\n`), 'body');

  it.each(cases.map(([schema, wanted], index) => [schema, wanted, found[`POST /${index}`]]))('%s', (_schema, wanted, recovered) => {
    expect(recovered).toEqual([`body${String(wanted).includes('*:') ? '*' : ''}: ${String(wanted)}`]);
  });
});
