import type { Api, Operation } from '../model';
import { allocateNames } from './allocate-names';
import { toWords } from './words';

describe('toWords', () => {
  it.each([
    ['getHTTPServer_v2', 'get http server v2'],
    ['listAPIs', 'list apis'],
    ['userIDsAndURLs', 'user ids and urls'],
    ['délete', 'delete'],
    ['Straße', 'strasse'],
    ['用户', 'u7528 u6237'],
    ['🐶', 'u1f436'],
    ['../../etc/passwd', 'etc passwd'],
    ['3DSecure', '3d secure'],
  ])('%s', (text, words) => expect(toWords(text).join(' ')).toBe(words));
});

describe('operations', () => {
  it('keep an operationId that is a camelCase identifier to the letter', () => {
    expect(identifiers(op('get', '/a', 'getUserByID'))).toEqual(['getUserByID']);
  });
  it('without operationId are named by method and path', () => {
    expect(identifiers(op('get', '/users/{id}'), op('get', '/'), op('post', '/users/{id}.json'))).toEqual(['getUsersById', 'getRoot', 'postUsersByIdJson']);
  });
  it.each([
    ['delete', 'deleteOperation'], ['__proto__', 'proto'], ['constructor', 'constructorOperation'], ['toString', 'toStringOperation'],
    ['fetch', 'fetchOperation'], ['then', 'thenOperation'], ['2fa', 'operation2fa'], ['***', 'getX'], ['', 'getX'],
    ['Promise', 'promise'], ['`${process.exit()}`', 'processExit'], ['délete', 'deleteOperation'],
  ])('operationId %j becomes %s', (id, wanted) => expect(identifiers(op('get', '/x', id))).toEqual([wanted]));

  it('that want the same name are told apart by method and path, whatever the order', () => {
    const clash = [op('get', '/users', 'get_users'), op('get', '/v2/users', 'get-users'), op('get', '/other', 'other')];
    const names = ['getUsersGetUsers', 'getUsersGetV2Users', 'other'];
    expect(identifiers(...clash)).toEqual(names);
    expect(identifiers(...[...clash].reverse()).reverse()).toEqual(names);
  });
  it('leave the plain name to the operation that has it to the letter', () => {
    expect(identifiers(op('get', '/a', 'délete_user'), op('get', '/b', 'deleteUser'))).toEqual(['deleteUserGetA', 'deleteUser']);
  });
  it('with the same operationId stay apart, even where paths read the same', () => {
    const ids = identifiers(op('get', '/a-b', 'same'), op('get', '/a_b', 'same'), op('get', '/c', 'same'));
    expect(new Set(ids).size).toBe(3);
    expect(ids[2]).toBe('sameGetC');
  });
  it('have files that differ in more than case', () => {
    const { value } = allocateNames(api([op('get', '/a', 'getURL'), op('get', '/b', 'getUrl'), op('get', '/c', 'con'), op('get', '/d', 'index')]));
    const files = value.handlerFiles && [op('get', '/a'), op('get', '/b'), op('get', '/c'), op('get', '/d')].map((o) => value.operation(o).file);
    expect(files).toEqual(['get-url-get-a', 'get-url-get-b', 'con-operation', 'index-operation']);
  });
  it('have names of bounded length', () => {
    const [a, b] = identifiers(op('get', '/a', `${'very long '.repeat(50)}a`), op('get', '/b', `${'very long '.repeat(50)}b`));
    expect(a!.length).toBeLessThan(100);
    expect(a).not.toBe(b);
  });
  it('tell when a name is not what the operationId says', () => {
    const { diagnostics } = allocateNames(api([op('get', '/a', 'delete'), op('get', '/b', 'list_users')]));
    expect(diagnostics.map((d) => d.code)).toEqual(['BACKEND_ROUTES_NAME_CHANGED']);
  });
});

describe('handler files', () => {
  it.each([
    ['Users', 'users'], ['../../etc', 'etc'], ['', 'default'], [undefined, 'default'], ['con', 'con-tag'], ['index', 'index-tag'], ['NUL', 'nul-tag'],
    ['🐶', 'u1f436'], ['..', expect.stringMatching(/^tag-[0-9a-f]{8}$/)], ['__proto__', 'proto'], ['pet store', 'pet-store'],
  ])('tag %j', (tag, file) => {
    const { value } = allocateNames(api([op('get', '/a', 'a', tag as string | undefined)]));
    expect(value.handlerFiles.map((f) => f.file)).toEqual([file]);
  });
  it('are shared by tags that read the same', () => {
    const { value } = allocateNames(api([op('get', '/a', 'a', 'users'), op('get', '/b', 'b', 'Users')]));
    expect(value.handlerFiles).toEqual([{ file: 'users', tag: 'Users', identifier: 'usersHandlers' }]);
  });
});

describe('schemas', () => {
  const { value } = allocateNames(api([], ['User', 'user', 'HTTPError', 'Error', 'a/b', '__proto__', 'aux', '完']));
  it('of components have their keys as names', () => {
    expect(value.schema('#/components/schemas/HTTPError')).toEqual({ identifier: 'HTTPError', file: 'http-error' });
    expect(value.schema('#/components/schemas/User').identifier).toBe('User');
    expect(value.schema('#/components/schemas/user').identifier).toMatch(/^UserH[0-9a-f]{8}$/);
    expect(value.schema('#/components/schemas/Error').identifier).toBe('ErrorSchema');
    expect(value.schema('#/components/schemas/aux').file).toBe('aux-schema');
    expect(value.schema('#/components/schemas/a~1b').identifier).toBe('AB');
  });
  it('anywhere else are named by their place', () => {
    const pointer = '#/paths/~1users~1{id}/post/requestBody/content/application~1json/schema';
    expect(value.schema(pointer).file).toMatch(/^users-id-post-request-body-json-h[0-9a-f]{8}$/);
    expect(value.schema(pointer)).toBe(value.schema(pointer));
  });
});

function op(method: string, path: string, operationId?: string, tag?: string): Operation {
  const segments = path.split('/').slice(1).map((s) => s.split(/(\{[^}]*\})/).filter(Boolean)
    .map((p) => (p.startsWith('{') ? { kind: 'variable' as const, name: p.slice(1, -1) } : { kind: 'literal' as const, text: p })));
  return {
    method, path: { text: path, segments }, deprecated: false, parameters: [], responses: [], security: [],
    pointer: `#/paths/${path.replace(/\//g, '~1')}/${method}`,
    ...(operationId === undefined ? {} : { operationId }), ...(tag === undefined ? {} : { tag }),
  };
}

function api(operations: Operation[], schemas: string[] = []): Api {
  return { operations, schemas: new Map(schemas.map((k) => [k, true])), securitySchemes: [], tags: [] } as unknown as Api;
}

function identifiers(...operations: Operation[]): string[] {
  const { value } = allocateNames(api(operations));
  return operations.map((o) => value.operation(o).identifier);
}
