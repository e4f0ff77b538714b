import { operations, recover } from '../testing/recovered';

const handler = '(req, res) => res.end()';

/** Code around routes, and the routes that are declared when it has run. */
const cases: [string, string, string[]][] = [
  ['a condition that is known', `const on = false;\nif (on) app.get('/x', ${handler}); else app.get('/y', ${handler});`, ['GET /y']],
  ['a condition that is not', `if (process.env.DEBUG) app.get('/x', ${handler});\napp.get('/y', ${handler});`, ['GET /x', 'GET /y']],
  ['for with a counter', `for (let version = 1; version <= 2; version++) app.get('/v' + version, ${handler});`, ['GET /v1', 'GET /v2']],
  ['for … in', `const routes = { '/x': ${handler}, '/y': ${handler} };\nfor (const path in routes) app.get(path, routes[path]);`, ['GET /x', 'GET /y']],
  ['Object.entries', `Object.entries({ get: '/x', post: '/y' }).forEach(([method, path]) => app[method](path, ${handler}));`, ['GET /x', 'POST /y']],
  ['map and spread', `const add = ([path, ...rest]) => app.get(path, ...rest);\n[['/x', ${handler}], ['/y', ${handler}]].map(add);`, ['GET /x', 'GET /y']],
  ['reduce', `['/x', '/y'].reduce((to, path) => to.get(path, ${handler}), app);`, ['GET /x', 'GET /y']],
  ['text that is put together', `const base = ['api', 'v1'].join('/');\napp.get(\`/\${base}/x\`.toLowerCase(), ${handler});`, ['GET /api/v1/x']],
  ['a default in place of the environment', `const { PREFIX = '/api' } = process.env;\napp.get(PREFIX + '/x', ${handler});`, ['GET /api/x ~']],
  ['try', `try { app.get('/x', ${handler}); } catch (error) { process.exit(1); }`, ['GET /x']],
  ['a promise', `Promise.resolve('/x').then((path) => app.get(path, ${handler}));`, ['GET /x']],
  ['a function that waits', `(async () => { const path = await Promise.resolve('/x'); app.get(path, ${handler}); })();`, ['GET /x']],
  ['a callback of a package', `require('mongoose').connect('x', () => { app.get('/x', ${handler}); });`, ['GET /x']],
  ['a class with a base', `class Base { constructor(app) { this.app = app; this.routes(); } routes() {} }\nclass Users extends Base { routes() { this.app.get('/x', ${handler}); } }\nnew Users(app);`, ['GET /x']],
  ['a function before it is declared', `declare(app);\nfunction declare(to) { to.get('/x', ${handler}); }`, ['GET /x']],
  ['a function that calls itself', `const walk = (tree, at) => { app.get(at, ${handler}); for (const [name, below] of Object.entries(tree)) walk(below, at + '/' + name); };\nwalk({ b: {} }, '/a');`, ['GET /a', 'GET /a/b']],
  ['a loop without an end', `for (;;) { app.get('/x', ${handler}); }`, ['GET /x']],
];

describe('Routes are declared by', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    expect(Object.keys(operations(recover({ 'app.js': `const express = require('express');\nconst app = express();\n${code}\n` })))).toEqual(expected);
  });
});
