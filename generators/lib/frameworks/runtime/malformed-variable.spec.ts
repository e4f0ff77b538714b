import { routable } from './malformed-path';
import { malformedVariable } from './malformed-variable';

const TEMPLATES = ['/users/me', '/users/{id}', '/{tenant}', '/files/{name}.{ext}', '/{a}/x/{b}', '/{c}:go'];

test.each<[string, string | undefined]>([
  ['/users/%zz', 'id'],
  ['/v1/users/%E0%A4%A', 'id'],
  ['/users/5', undefined],
  ['/users/me%', 'id'],
  ['/%ff', 'tenant'],
  ['/files/a.%ff', 'ext'],
  ['/files/%ff.b.c', 'name'],
  ['/%zz/x/%zz', 'a'],
  ['/5/x/%', 'b'],
  ['/nowhere/%zz/%zz/5', undefined],
  ['/%zz:go', 'tenant'],
])('%s is malformed at %s', (path, name) => {
  expect(malformedVariable(path, TEMPLATES)).toBe(name);
});

test.each([
  ['/users/%zz?q=%zz', '/users/%25zz?q=%zz'],
  ['/a%20b/%E0%A4%A/%41', '/a%20b/%25E0%25A4%25A/%41'],
  ['/plain', '/plain'],
])('a router can take %s as %s', (sent, taken) => {
  expect(routable(sent)).toBe(taken);
  expect(() => decodeURIComponent(taken.split('?')[0]!)).not.toThrow();
});
