import { checkedBy } from '../testing/checked-by';

/** What joi's schemas become: keys may be left out unless they are required. */
const cases: [string, string][] = [
  ['Joi.object({ a: Joi.string().required(), b: Joi.number() })', '{a*: string, b: number}'],
  ['Joi.object({ a: Joi.string().email().min(3).required() })', '{a*: string email minLength=3}'],
  ['Joi.object({ a: Joi.number().integer().min(1).max(9).required() })', '{a*: integer minimum=1 maximum=9}'],
  ["Joi.object({ a: Joi.string().valid('x', 'y').required() })", '{a*: string enum=["x","y"]}'],
  ['Joi.object({ a: Joi.array().items(Joi.string()).min(1).required() })', '{a*: string[] minItems=1}'],
  ['Joi.object({ a: { b: Joi.boolean().required() }, c: Joi.any().required() })', '{a: {b*: boolean}, c*: any}'],
  ['Joi.object().keys({ a: Joi.date().required() })', '{a*: string date-time}'],
  ['Joi.object({ a: Joi.string().allow(null).required() })', '{a*: string,null}'],
  ['Joi.object({ a: Joi.string().pattern(/^x$/).required() })', '{a*: string pattern="^x$"}'],
  ['Joi.object({ a: Joi.alternatives().try(Joi.string(), Joi.number()).required() })', '{a*: string | number}'],
  ["Joi.object({ a: Joi.string().default('x'), b: Joi.string().uuid().required() })", '{a: string default="x", b*: string uuid}'],
];

describe('joi', () => {
  it.each(checkedBy(`import Joi from 'joi';`, cases, (schema, value) => `(${schema}).validate(${value})`))('%s', (_schema, expected, recovered) => {
    expect(recovered).toBe(`body*: ${expected}`);
  });

  it.each(checkedBy(`import Joi from 'joi';`, cases.slice(0, 2), (schema, value) => `Joi.attempt(${value}, ${schema})`))('attempt: %s', (_schema, expected, recovered) => {
    expect(recovered).toBe(`body*: ${expected}`);
  });

  const yup: [string, string][] = [
    ['yup.object({ a: yup.string().email().required(), b: yup.number().positive() })', '{a*: string email, b: number exclusiveMinimum=0}'],
    ["yup.object().shape({ a: yup.string().oneOf(['x', 'y']).required() })", '{a*: string enum=["x","y"]}'],
  ];
  it.each(checkedBy(`import * as yup from 'yup';`, yup, (schema, value) => `(${schema}).validate(${value})`))('%s', (_schema, expected, recovered) => {
    expect(recovered).toBe(`body*: ${expected}`);
  });
});
