import { operations, problems, recover } from '../testing/recovered';

/** What stands between an application and the path that a request has. */
const cases: [string, string, string[], string[]?][] = [
  ['an array of paths mounts a router at each', `app.use(['/a', '/b'], Router().get('/x', ok));`, ['GET /a/x', 'GET /b/x']],
  ['routers nest', `const inner = Router(); inner.get('/:id', ok); const outer = Router(); outer.use('/in', inner); app.use('/out', outer);`, ['GET /out/in/{id}']],
  ['a parameter in a prefix', `const posts = Router({ mergeParams: true }); posts.post('/', ok); app.use('/users/:user/posts', posts);`, ['POST /users/{user}/posts']],
  ['a router behind middleware, in an array', `const r = Router(); r.get('/x', ok); app.use('/v1', [(req, res, next) => next(), r]);`, ['GET /v1/x']],
  ['an application in an application', `const sub = express(); sub.get('/x', ok); app.use('/sub', sub);`, ['GET /sub/x']],
  ['a function that makes the router', `const make = (path: string) => { const r = Router(); r.get(path, ok); return r; }; app.use(make('/one')); app.use('/n', make('/two'));`, ['GET /one', 'GET /n/two']],
  ['a function that is given the application', `const routes = (to: express.Application) => { to.get('/x', ok); }; routes(app);`, ['GET /x']],
  ['a chain of methods at one path', `app.route('/x/:id').all((req, res, next) => next()).get(ok).put(ok).delete(ok);`, ['GET /x/{id}', 'PUT /x/{id}', 'DELETE /x/{id}']],
  ['several paths of one route', `app.get(['/x', '/y'], ok);`, ['GET /x', 'GET /y']],
  ['a loop over a list', `for (const [method, path] of [['get', '/x'], ['post', '/y']] as const) app[method](path, ok);`, ['GET /x', 'POST /y']],
  ['an optional parameter of Express 4', `app.get('/x/:id?', ok);`, ['GET /x/{id}', 'GET /x']],
  ['an optional part of Express 5', `app.get('/x{/:id}', ok);`, ['GET /x/{id}', 'GET /x']],
  ['a prefix that is computed is left out', `app.use(\`/\${process.env.PREFIX}/users\`, Router().get('/x', ok));`, ['GET /users/x ~'], ['BACKEND_RECOVER_PREFIX_DYNAMIC app.ts:4']],
  ['a path that is computed', `app.get('/x', ok); app.get('/x/' + Date.now() + '/y', ok);`, ['GET /x'], ['BACKEND_RECOVER_PATH_DYNAMIC app.ts:4']],
  ['a pattern has no template', `app.get('/x', ok); app.get(/^\\/y/, ok);`, ['GET /x'], ['BACKEND_RECOVER_PATH_PATTERN app.ts:4']],
  ['every method', `app.get('/x', ok); app.all('/y', ok);`, ['GET /x'], ['BACKEND_RECOVER_METHOD_ANY app.ts:4']],
  ['a router that nobody mounts', `app.get('/x', ok); const lost = Router(); lost.get('/y', ok);`, ['GET /x'], ['BACKEND_RECOVER_UNMOUNTED app.ts:4']],
  ['the first of two declarations answers', `app.get('/x', ok);\napp.get('/x', (req, res) => res.status(418).end());`, ['GET /x'], ['BACKEND_RECOVER_DUPLICATE app.ts:5']],
  ['something of a package is mounted', `app.use('/admin', require('some-panel')()); app.get('/x', ok);`, ['GET /x']],
  ['settings are no routes', `app.get('/x', ok); app.get('env'); app.set('x', 1); app.disable('etag');`, ['GET /x']],
];

describe('Express', () => {
  it.each(cases)('%s', (_name, code, expected, diagnostics = []) => {
    const api = recover(`import express, { Router } from 'express';\nconst app = express();\nconst ok = (req: any, res: any) => res.sendStatus(204);\n${code}\napp.listen(1);\n`);
    expect([...Object.keys(operations(api)), ...problems(api)]).toEqual([...expected, ...diagnostics]);
  });
});
