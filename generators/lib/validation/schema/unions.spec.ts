import { compileBody, documentOf } from './testing/compile-in-memory';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, ...required: string[]) => ({ type: 'object', properties, required });

function told(schema: unknown, schemas: Record<string, unknown>, value: unknown): string[] {
  return compileBody(documentOf(schema, { schemas })).check(value).faults.map((f) => `${f.instancePath} ${f.keyword}`);
}

describe('without a deciding property', () => {
  test('the closest branch says why', () => {
    const schema = { anyOf: [object({ a: { type: 'string' }, b: { type: 'string' } }, 'a', 'b'), object({ c: { type: 'integer' } }, 'c', 'd', 'e')] };
    expect(told(schema, {}, { a: 'x', b: 1 })).toEqual(['/b type']);
  });
  test('a branch for another type is no candidate', () => {
    expect(told({ anyOf: [{ type: 'string' }, object({ a: { type: 'string' } }, 'a')] }, {}, {})).toEqual([' required']);
    expect(told({ oneOf: [{ type: 'string', minLength: 2 }, { type: 'object' }] }, {}, 1)).toEqual([' oneOf']);
  });
  test('null apart, one branch is no union', () => {
    expect(told({ oneOf: [{ type: 'null' }, ref('A')] }, { A: object({ a: { type: 'string' } }, 'a') }, { a: 1 })).toEqual(['/a type']);
  });
  test('oneOf counts', () => {
    const { check } = compileBody(documentOf({ oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }, { type: 'number', maximum: 9 }] }));
    expect(check(1.5).ok).toBe(true);
    expect(check(1).faults[0]?.params).toEqual({ passingSchemas: [0, 2] });
  });
  test('constants that tell all branches apart decide, although nothing says so', () => {
    const kind = (name: string, more: object) => object({ kind: { const: name }, ...more }, 'kind');
    const schema = { oneOf: [kind('a', { x: { type: 'string' } }), kind('b', { x: { type: 'integer' } })] };
    expect(told(schema, {}, { kind: 'b', x: 'no' })).toEqual(['/x type']);
    expect(told(schema, {}, { kind: 'c' })).toEqual(['/kind discriminator']);
  });
});

describe('discriminator of a union', () => {
  const schemas = {
    Cat: object({ petType: { type: 'string' }, lives: { type: 'integer' } }, 'petType', 'lives'),
    Dog: object({ petType: { type: 'string' }, bark: { type: 'string' } }, 'petType', 'bark'),
  };
  const pet = { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'petType', mapping: { dog: '#/components/schemas/Dog' } } };

  test('names and mapping choose; faults are the chosen schema\'s own', () => {
    expect(told(pet, schemas, { petType: 'Cat', lives: 'nine' })).toEqual(['/lives type']);
    expect(told(pet, schemas, { petType: 'dog' })).toEqual([' required']);
    expect(told(pet, schemas, { petType: 'Cat', lives: 9, bark: 'both match' })).toEqual([]);
  });
  test('a value that leads nowhere is one fault that lists the values', () => {
    const { check } = compileBody(documentOf(pet, { schemas }));
    expect(check({ petType: 'cow' }).faults).toEqual([
      { instancePath: '/petType', keyword: 'discriminator', message: 'must be one of "Cat", "dog"', params: { tag: 'petType', allowedValues: ['Cat', 'dog'] } },
    ]);
    expect(check({ petType: 5 }).ok).toBe(false);
    expect(check({}).faults.map((f) => f.params)).toEqual([{ missingProperty: 'petType' }]);
    expect(check([]).faults.map((f) => f.keyword)).toEqual(['type']);
  });
  test('names mapped by bare component name, constants of the branches, default mapping', () => {
    const tagged = { A: object({ t: { const: 'a' }, x: { type: 'string' } }, 't'), B: object({ t: { enum: ['b', 'c'] }, x: { type: 'integer' } }, 't'), Other: object({ y: { type: 'string' } }, 'y') };
    const schema = { anyOf: [ref('A'), ref('B')], discriminator: { propertyName: 't', mapping: { a: 'A' }, defaultMapping: 'Other' } };
    expect(told(schema, tagged, { t: 'c', x: 'no' })).toEqual(['/x type']);
    expect(told(schema, tagged, { t: 'unknown' })).toEqual([' required']);
    expect(told(schema, tagged, { t: 'unknown', y: '' })).toEqual([]);
  });
  test('a mapping to nowhere is diagnosed', () => {
    const { compiler } = compileBody(documentOf({ ...pet, discriminator: { propertyName: 'petType', mapping: { x: 'Nowhere' } } }, { schemas }));
    expect(compiler.diagnostics.map((d) => [d.code, d.pointer?.endsWith('/discriminator/mapping/x')])).toEqual([['BACKEND_SCHEMA_DISCRIMINATOR_UNMAPPED', true]]);
  });
});

describe('discriminator of a parent', () => {
  const schemas = {
    Pet: { ...object({ petType: { type: 'string' }, name: { type: 'string' } }, 'petType', 'name'), discriminator: { propertyName: 'petType', mapping: { kitten: 'Kitten' } } },
    Cat: { allOf: [ref('Pet'), object({ lives: { type: 'integer' } }, 'lives')] },
    Kitten: { allOf: [ref('Cat'), object({ cute: { type: 'boolean' } }, 'cute')] },
    Owner: object({ pet: ref('Pet') }),
    Wrapped: object({ pet: { allOf: [ref('Pet')] } }),
  };
  test.each(['Owner', 'Wrapped'])('%s hands over to the heir', (name) => {
    expect(told(ref(name), schemas, { pet: { petType: 'Cat', name: 'Tom' } })).toEqual(['/pet required']);
    expect(told(ref(name), schemas, { pet: { petType: 'kitten', name: 'Tom', lives: 9, cute: 1 } })).toEqual(['/pet/cute type']);
    expect(told(ref(name), schemas, { pet: { petType: 'Pet', name: 'Any' } })).toEqual([]);
    expect(told(ref(name), schemas, { pet: { petType: 'Cow', name: 'Any' } })).toEqual(['/pet/petType discriminator']);
    expect(told(ref(name), schemas, { pet: {} })).toEqual(['/pet required', '/pet required']);
  });
  test('an heir does not hand over again', () => {
    expect(told(ref('Cat'), schemas, { petType: 'Pet', name: 'Tom', lives: 9 })).toEqual([]);
  });
  test('a parent whose union names its heirs does not go in circles', () => {
    const circular = { ...schemas, Pet: { ...schemas.Pet, oneOf: [ref('Cat')] } };
    expect(told(ref('Owner'), circular, { pet: { petType: 'Cat', name: 'Tom' } })).toEqual(['/pet required']);
  });
});
