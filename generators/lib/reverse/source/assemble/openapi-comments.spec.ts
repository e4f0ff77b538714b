import { operations, problems, recover } from '../testing/recovered';

const head = `const express = require('express');\nconst app = express();\nconst api = express.Router();\napp.use('/api', api);\napi.get('/x/:id', (req, res) => res.json({ id: 1 }));\n`;

/** Comments with @openapi, what they make of the operation, and what is said of them. */
const cases: [string, string, Record<string, string[]>, string[]?][] = [
  ['give words', `/**\n * @openapi\n * /api/x/{id}:\n *   get:\n *     summary: One\n *     tags: [x]\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'tags: x', 'summary: One', 'path id*: string', '200: {id*: number}'] }],
  ['may leave out the prefix', `/**\n * @swagger\n * /x/{id}:\n *   get:\n *     summary: One\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'summary: One', 'path id*: string', '200: {id*: number}'] }],
  ['may write a colon', `/**\n * @openapi\n * /x/:id:\n *   get:\n *     summary: One\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'summary: One', 'path id*: string', '200: {id*: number}'] }],
  ['win over what the code shows', `/**\n * @openapi\n * /api/x/{id}:\n *   get:\n *     operationId: one\n *     parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]\n *     responses:\n *       '203': { description: Other }\n */`, { 'GET /api/x/{id}': ['operationId: one', 'path id*: integer', '203'] }],
  ['describe nothing that is not served', `/**\n * @openapi\n * /api/y:\n *   get:\n *     summary: None\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'path id*: string', '200: {id*: number}'] }, ['BACKEND_RECOVER_JSDOC app.js:8']],
  ['that are no YAML', `/**\n * @openapi\n * /api/x: [\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'path id*: string', '200: {id*: number}'] }, ['BACKEND_RECOVER_JSDOC app.js:8']],
  ['give components', `/**\n * @openapi\n * components:\n *   schemas:\n *     Sole: { type: string }\n * /api/x/{id}:\n *   get:\n *     responses:\n *       '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Sole' } } } }\n */`, { 'GET /api/x/{id}': ['operationId: getApiXById', 'path id*: string', '200: string'] }],
  ['without a tag are words too', '', { 'GET /api/x/{id}': ['operationId: getApiXById', 'path id*: string', '200: {id*: number}'] }],
];

describe('Comments', () => {
  it.each(cases)('%s', (_name, comment, expected, diagnostics = []) => {
    const api = recover({ 'app.js': `${head}\n${comment}\n` });
    expect(operations(api, 'words', 'parameters', 'replies')).toEqual(expected);
    expect(problems(api)).toEqual(diagnostics);
  });

  it('before a route or its handler are its words', () => {
    const api = recover({ 'app.js': `const express = require('express');\nconst app = express();\n/** Lists them. */\napp.get('/a', (req, res) => res.json([]));\n/**\n * Shows one.\n *\n * With all its parts.\n * @deprecated\n */\nfunction show(req, res) { res.json({}); }\napp.get('/b', show);\n` });
    expect(operations(api, 'words')).toEqual({ 'GET /a': ['operationId: getA', 'summary: Lists them'], 'GET /b': ['operationId: show', 'summary: Shows one', 'description: Shows one.\n\nWith all its parts.', 'deprecated: true'] });
  });
});
