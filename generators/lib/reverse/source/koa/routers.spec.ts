import { operations, problems, recover } from '../testing/recovered';

/** How routers of Koa are mounted. */
const cases: [string, string, string[], string[]?][] = [
  ['a prefix', `const r = new Router({ prefix: '/v1' });\nr.get('/x', ok);\napp.use(r.routes());`, ['GET /v1/x']],
  ['a prefix that is set later', `const r = new Router();\nr.get('/x', ok);\nr.prefix('/v1');\napp.use(r.routes());`, ['GET /v1/x']],
  ['routers in each other', `const inner = new Router();\ninner.get('/:id', ok);\nconst outer = new Router();\nouter.use('/in', inner.routes());\nconst top = new Router({ prefix: '/top' });\ntop.use(outer.routes(), outer.allowedMethods());\napp.use(top.routes());`, ['GET /top/in/{id}']],
  ['a name before the path', `const r = new Router();\nr.get('one', '/x', ok);\napp.use(r.routes());`, ['GET /x']],
  ['del is delete', `const r = new Router();\nr.del('/x', ok);\napp.use(r.routes());`, ['DELETE /x']],
  ['a chain', `app.use(new Router().get('/x', ok).post('/x', ok).routes());`, ['GET /x', 'POST /x']],
  ['koa-mount', `const sub = new Koa();\nconst r = new Router();\nr.get('/x', ok);\nsub.use(r.routes());\napp.use(mount('/sub', sub));`, ['GET /sub/x']],
  ['koa-compose', `const a = new Router();\na.get('/a', ok);\nconst b = new Router();\nb.get('/b', ok);\napp.use(compose([a.routes(), b.routes()]));`, ['GET /a', 'GET /b']],
  ['register', `const r = new Router();\nr.register('/x', ['GET', 'PUT'], ok);\napp.use(r.routes());`, ['GET /x', 'PUT /x']],
  ['every method', `const r = new Router();\nr.get('/x', ok);\nr.all('/y', ok);\napp.use(r.routes());`, ['GET /x'], ['BACKEND_RECOVER_METHOD_ANY app.mjs:8']],
  ['a router that nobody mounts', `const r = new Router();\nr.get('/x', ok);\napp.use(r.routes());\nconst lost = new Router();\nlost.get('/y', ok);`, ['GET /x'], ['BACKEND_RECOVER_UNMOUNTED app.mjs:9']],
];

describe('Routers of Koa', () => {
  it.each(cases)('%s', (_name, code, expected, diagnostics = []) => {
    const api = recover({ 'app.mjs': `import Koa from 'koa';\nimport Router from '@koa/router';\nimport mount from 'koa-mount';\nimport compose from 'koa-compose';\nconst app = new Koa(), ok = (ctx) => { ctx.body = {}; };\n${code}\napp.listen(1);\n` });
    expect([...Object.keys(operations(api)), ...problems(api)]).toEqual([...expected, ...diagnostics]);
  });
});
