import type { AttackPattern } from '../pattern';

export const wrongMethod: AttackPattern = {
  id: 'wrong-method',
  title: 'a path is asked by a method that it does not have',
  *attacks({ good, operation, spec: { api } }) {
    const declared = api.operations.filter(({ path }) => sameShape(path.text, operation.path.text)).map(({ method }) => method.toUpperCase());
    for (const method of ['PATCH', 'PUT', 'POST', 'DELETE']) {
      if (declared.includes(method)) continue;
      const { body: _, ...rest } = good;
      yield { what: `${method}, which the path does not have`, request: { ...rest, method }, wanted: 'refused' };
      return;
    }
  },
};

/** Paths that a request could be about alike. */
function sameShape(one: string, other: string): boolean {
  const [a, b] = [one.split('/'), other.split('/')];
  return a.length === b.length && a.every((part, at) => part === b[at] || part.includes('{') || b[at]!.includes('{'));
}
