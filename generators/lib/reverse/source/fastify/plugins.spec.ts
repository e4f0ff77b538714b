import { operations, problems, recover } from '../testing/recovered';

/** How plugins come by their paths. */
const cases: [string, string, string[], string[]?][] = [
  ['a prefix', `app.register(async (f) => { f.get('/x', ok); }, { prefix: '/v1' });`, ['GET /v1/x']],
  ['prefixes in each other', `app.register(async (f) => { f.register(async (g) => { g.get('/x', ok); }, { prefix: '/in' }); }, { prefix: '/out' });`, ['GET /out/in/x']],
  ['the root of a prefix', `app.register(async (f) => { f.get('/', ok); f.post('', ok); }, { prefix: '/v1' });`, ['GET /v1', 'POST /v1']],
  ['a parameter in the prefix', `app.register(async (f) => { f.get('/x', ok); }, { prefix: '/:shop' });`, ['GET /{shop}/x']],
  ['fastify-plugin ignores the prefix', `app.register(fp(async (f) => { f.get('/x', ok); }), { prefix: '/v1' });`, ['GET /x']],
  ['options of a plugin', `const plugin = async (f, options) => { f.get(options.path, ok); };\napp.register(plugin, { path: '/x' });`, ['GET /x']],
  ['a plugin that calls done', `app.register((f, options, done) => { f.get('/x', ok); done(); });`, ['GET /x']],
  ['one plugin at two prefixes', `const plugin = async (f) => { f.get('/x', ok); };\napp.register(plugin, { prefix: '/a' });\napp.register(plugin, { prefix: '/b' });`, ['GET /a/x', 'GET /b/x']],
  ['methods of route()', `app.route({ method: ['PUT', 'PATCH'], url: '/x', handler: ok });`, ['PUT /x', 'PATCH /x']],
  ['options before the handler', `app.get('/x', { schema: {} }, ok);\napp.post('/y', { handler: ok });`, ['GET /x', 'POST /y']],
  ['a list of routes', `[{ method: 'GET', url: '/x', handler: ok }, { method: 'POST', url: '/y', handler: ok }].forEach((route) => app.route(route));`, ['GET /x', 'POST /y']],
  ['patterns and several parameters', `app.get('/x/:id(^\\\\d+$)', ok);\napp.get('/y/:a-:b', ok);`, ['GET /x/{id}', 'GET /y/{a}-{b}']],
  ['a wildcard', `app.get('/x', ok);\napp.get('/files/*', ok);`, ['GET /x'], ['BACKEND_RECOVER_PATH_PATTERN app.mjs:6']],
  ['a path that is computed', `app.get('/x', ok);\napp.get(process.argv[2], ok);`, ['GET /x'], ['BACKEND_RECOVER_PATH_DYNAMIC app.mjs:6']],
  ['what documentation hides', `app.get('/x', ok);\napp.get('/y', { schema: { hide: true } }, ok);`, ['GET /x']],
  ['a plugin of another file', `app.register(import('./users.mjs'), { prefix: '/users' });`, ['GET /users/{id}']],
];

describe('Plugins of Fastify', () => {
  it.each(cases)('%s', (_name, code, expected, diagnostics = []) => {
    const head = `import Fastify from 'fastify';\nimport fp from 'fastify-plugin';\nconst app = Fastify();\nconst ok = async () => ({});\n`;
    const api = recover({ 'app.mjs': `${head}${code}\napp.listen({ port: 1 });\n`, 'users.mjs': `export default async function (f) { f.get('/:id', async () => ({})); }` });
    expect([...Object.keys(operations(api)), ...problems(api)]).toEqual([...expected, ...diagnostics]);
  });

  it('are run when only a folder exports them', () => {
    expect(Object.keys(operations(recover({ 'users.js': `module.exports = async function (fastify) { fastify.get('/users', async () => []); };` })))).toEqual(['GET /users']);
  });
});
