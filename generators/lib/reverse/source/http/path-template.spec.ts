import { readPath } from './path-template';

/** Paths of Express, @koa/router and Fastify as templates, with the patterns of their parameters. */
const cases: [string, Record<string, Record<string, string>>][] = [
  ['/users/:id', { '/users/{id}': {} }],
  ['users', { '/users': {} }],
  ['/users/', { '/users/': {} }],
  ['//users//:id/', { '/users/{id}/': {} }],
  ['/users/:id(\\d+)', { '/users/{id}': { id: '\\d+' } }],
  ['/flights/:from-:to', { '/flights/{from}-{to}': {} }],
  ['/files/:name.:ext', { '/files/{name}.{ext}': {} }],
  ['/:lang?/about', { '/{lang}/about': {}, '/about': {} }],
  ['/users{/:id}', { '/users/{id}': {}, '/users': {} }],
  ['/', { '/': {} }],
];

describe('readPath', () => {
  it.each(cases)('%s', (path, expected) => {
    const { paths, problem } = readPath(path);
    expect(problem).toBeUndefined();
    expect(Object.fromEntries(paths.map(({ template, patterns }) => [template, Object.fromEntries(patterns)]))).toEqual(expected);
  });

  it.each(['/files/*', '/files/*path', '/(.*)', '/a+'])('%s is a pattern', (path) => {
    expect(readPath(path)).toEqual({ paths: [], problem: 'pattern' });
  });
});
