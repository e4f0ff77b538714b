import { operations, problems, recover } from '../testing/recovered';

const PART = 'BACKEND_RECOVER_PART_UNKNOWN';
const VALUE = 'BACKEND_RECOVER_VALUE_UNKNOWN';

/** What a handler does with the request, what is told of it, and what is said not to be known. */
const cases: [string, string, string[], string[]][] = [
  ['a body as a whole', `app.post('/x', (req, res) => {\n  db('orders').insert(req.body);\n  res.end();\n});`, ['body: any ~'], [`${PART} app.ts:5`]],
  ['a body in an object', `app.post('/x', (req, res) => {\n  db.create({ data: { ...req.body, at: 1 } });\n  res.end();\n});`, ['body: any ~'], [`${PART} app.ts:5`]],
  ['a property of the body', `app.post('/x', (req, res) => {\n  const { order } = req.body;\n  db('orders')\n    .insert(order);\n  res.end();\n});`, ['body: {order: any} ~'], [`${VALUE} app.ts:7`]],
  ['a body that is only kept', `app.post('/x', (req, res) => { const order = req.body; res.end(); });`, ['body: any ~'], [`${PART} app.ts:4`]],
  ['a query as a whole', `app.get('/x', (req, res) => {\n  db.find(req.query);\n  res.end();\n});`, [], [`${PART} app.ts:5`]],
  ['a log says nothing', `app.post('/x', (req, res) => { logger.info(req.body); console.log(req.body); res.end(); });`, [], []],
  ['nor what many routes share', `app.post('/x', (req, res, next) => { db.check(req.body); next(); }, (req, res) => res.end());`, [], []],
  ['nor a body that DELETE need not have', `app.delete('/x', (req, res) => { db.remove(req.body); res.end(); });`, [], []],
  ['what is read of it is known', `app.post('/x', (req, res) => { db.insert(req.body); db.log(req.body.sku.trim()); res.end(); });`, ['body: {sku: string} ~'], []],
  ['what a schema says is known', `app.post('/x', (req, res) => { db.insert(z.object({ sku: z.string() }).parse(req.body)); res.end(); });`, ['body*: {sku*: string}'], []],
  ['what a type says is known', `app.post('/x', (req, res) => { const order: { sku: string } = req.body; db.insert(order); res.end(); });`, ['body: {sku*: string} ~'], []],
  ['a property of what a type says', `app.post('/x', (req, res) => { const order: { sku: string } = req.body; db.insert(order.sku); res.end(); });`, ['body: {sku*: string} ~'], []],
  ['what a parameter of the application says is known', `const save = (order: { sku: string }) => db.insert(order);\napp.post('/x', (req, res) => { save(req.body); res.end(); });`, ['body: {sku*: string} ~'], []],
];

describe('What is handed on', () => {
  it.each(cases)('%s', (_name, code, expected, diagnostics) => {
    const api = recover(`import express from 'express';\nimport { z } from 'zod';\nconst app = express(); declare const db: any; declare const logger: any;\n${code}\n`);
    expect(Object.values(operations(api, 'parameters', 'body'))).toEqual([expected]);
    expect(problems(api)).toEqual(diagnostics);
  });
});
