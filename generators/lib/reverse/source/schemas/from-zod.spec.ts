import { checkedBy } from '../testing/checked-by';

/** What zod's schemas become. */
const cases: [string, string][] = [
  ['z.object({ a: z.string(), b: z.number().optional() })', '{a*: string, b: number}'],
  ['z.strictObject({ a: z.string() })', '{a*: string} additionalProperties=false'],
  ['z.object({ a: z.string() }).strict()', '{a*: string} additionalProperties=false'],
  ['z.object({ a: z.email() })', '{a*: string email}'],
  ['z.object({ a: z.string().email().min(3).max(9) })', '{a*: string email minLength=3 maxLength=9}'],
  ['z.object({ a: z.coerce.number().int().gte(1).lt(10) })', '{a*: integer minimum=1 exclusiveMaximum=10}'],
  ['z.object({ a: z.iso.datetime(), b: z.uuid() })', '{a*: string date-time, b*: string uuid}'],
  ["z.object({ a: z.enum(['x', 'y']), b: z.literal('z') })", '{a*: string enum=["x","y"], b*: string const="z"}'],
  ['z.object({ a: z.array(z.string()).nonempty() })', '{a*: string[] minItems=1}'],
  ['z.object({ a: z.string().nullable(), b: z.string().nullish() })', '{a*: string,null, b: string,null}'],
  ['z.object({ a: z.number().default(20) })', '{a: number default=20}'],
  ['z.object({ a: z.union([z.string(), z.number()]) })', '{a*: string | number}'],
  ['z.object({ a: z.record(z.string(), z.number()) })', '{a*: object additionalProperties={"type":"number"}}'],
  ['z.object({ a: z.tuple([z.string(), z.number()]) })', '{a*: any[] prefixItems=[{"type":"string"},{"type":"number"}]}'],
  ['z.object({ a: z.string().regex(/^x+$/) })', '{a*: string pattern="^x+$"}'],
  ["z.object({ a: z.string().describe('words') })", '{a*: string}'],
  ['z.object({ a: z.string(), b: z.number() }).partial()', '{a: string, b: number}'],
  ['z.object({ a: z.string(), b: z.number() }).pick({ a: true })', '{a*: string}'],
  ['z.object({ a: z.string(), b: z.number() }).omit({ a: true })', '{b*: number}'],
  ['z.object({ a: z.string() }).extend({ b: z.date() })', '{a*: string, b*: string date-time}'],
  ['z.object({ a: z.string() }).merge(z.object({ b: z.boolean() }))', '{a*: string, b*: boolean}'],
  ['z.object({ a: z.object({ b: z.string() }).shape.b })', '{a*: string}'],
  ['z.object({ a: z.string().transform(Number).pipe(z.number()) })', '{a*: string}'],
  ["z.object({ a: z.string().refine((x) => x !== 'y') })", '{a*: string}'],
  ['z.object({ a: z.preprocess(String, z.string()) })', '{a*: string}'],
  ['z.object({ a: later })', '{a*: any}'],
];

describe('zod', () => {
  it.each(checkedBy(`import { z } from 'zod';\ndeclare const later: any;`, cases, (schema, value) => `(${schema}).parse(${value})`))('%s', (_schema, expected, recovered) => {
    expect(recovered).toBe(`body${expected.includes('*:') ? '*' : ''}: ${expected}`);
  });
});
