import { operations, recover } from '../testing/recovered';

/** Chains of express-validator before a handler, and what they say. */
const cases: [string, string[]][] = [
  ["body('email').isEmail()", ['body*: {email*: string email}']],
  ["body('email').optional().isEmail()", ['body: {email: string email}']],
  ["body('user.name').isLength({ min: 1, max: 9 })", ['body: {user: {name*: string minLength=1 maxLength=9}}']],
  ["body('tags').isArray({ min: 1 }), body('tags.*').isString()", ['body*: {tags*: string[] minItems=1}']],
  ["body(['a', 'b']).isInt()", ['body*: {a*: integer, b*: integer}']],
  ["query('page').optional().isInt({ min: 1 })", ['query page: integer minimum=1']],
  ["query('q').notEmpty()", ['query q*: any ~']],
  ["header('X-Shop').isIn(['a', 'b'])", ['header x-shop*: enum=["a","b"]']],
  ["cookie('theme').optional().isString()", ['cookie theme: string']],
  ["checkSchema({ n: { in: ['query'], isInt: { options: { max: 5 } } }, t: { isString: true } })", ['query n*: integer maximum=5', 'body*: {t*: string}']],
  ["oneOf([body('a').isEmail(), body('b').isMobilePhone()])", ['body: {a: string email, b: string}']],
  ["body('when').custom((x) => x)", ['body: {when: any} ~']],
];

describe('express-validator', () => {
  const routes = cases.map(([chains], index) => `app.post('/${index}', ${chains}, (req, res) => { validationResult(req); res.sendStatus(204); });`);
  const found = operations(recover(`import express from 'express';\nimport { body, checkSchema, cookie, header, oneOf, query, validationResult } from 'express-validator';\nconst app = express();\n${routes.join('\n')}\n`), 'parameters', 'body');

  it.each(cases.map(([chains, wanted], index) => [chains, wanted, found[`POST /${index}`]]))('%s', (_chains, wanted, recovered) => {
    expect(recovered).toEqual(wanted);
  });
});
