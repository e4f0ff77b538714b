import type { Operation, PathTemplate } from '../../model';
import { orderOperations } from './order-operations';
import { operation } from './testing/api';

const paths = (operations: readonly Operation[]): string[] => operations.map(({ path }) => path.text + (path.query ?? []).map(({ name }) => `?${name}`).join(''));
const order = (...texts: string[]): string[] => paths(orderOperations(texts.map((text) => written(text))));

/** `/a?x?y` has two conditions. */
function written(text: string): Operation {
  const [path = '', ...query] = text.split('?');
  const plain = operation('get', path);
  return query.length === 0 ? plain : { ...plain, path: { ...plain.path, query: query.map((name) => ({ name, value: '1' })) } };
}

it('puts concrete paths before the templates they overlap with, and leaves the rest in place', () => {
  expect(order('/b', '/users/{id}', '/users/me', '/a')).toEqual(['/b', '/users/me', '/users/{id}', '/a']);
  expect(order('/{a}/x', '/{a}/{b}', '/y/{b}', '/y/z')).toEqual(['/y/z', '/y/{b}', '/{a}/x', '/{a}/{b}']);
  expect(order('/{a}', '/{a}.json', '/{b}.xml', '/c.json')).toEqual(['/c.json', '/{a}.json', '/{b}.xml', '/{a}']);
});

it('puts what asks for more of the query first, within one path', () => {
  expect(order('/a', '/b', '/a?x', '/a?x?y', '/a?z')).toEqual(['/a?x?y', '/a?x', '/a?z', '/a', '/b']);
  expect(order('/a/{i}?x', '/a/{j}', '/a/me', '/a/{k}?x?y')).toEqual(['/a/me', '/a/{k}?x?y', '/a/{i}?x', '/a/{j}']);
});

it('puts HEAD before the GET of the same path, which would answer it', () => {
  const at = (method: string, path: string): Operation => operation(method, path);
  const ordered = orderOperations([at('get', '/a/{x}.pgn'), at('get', '/b'), at('head', '/a/{y}.pgn'), at('post', '/b'), at('head', '/c')]);
  expect(ordered.map(({ method, path }) => `${method} ${path.text}`)).toEqual(['head /a/{y}.pgn', 'get /a/{x}.pgn', 'get /b', 'post /b', 'head /c']);
});

/** The definition, pair by pair. */
function mustPrecede(a: PathTemplate, b: PathTemplate): boolean {
  if (a.segments.length !== b.segments.length) return false;
  const kinds = (path: PathTemplate): number[] => path.segments.map((parts) => (parts.every((p) => p.kind === 'literal') ? 0 : parts.some((p) => p.kind === 'literal') ? 1 : 2));
  const [of, other] = [kinds(a), kinds(b)];
  const text = (path: PathTemplate, i: number): string => JSON.stringify(path.segments[i]);
  if (of.some((kind, i) => kind === 0 && other[i] === 0 && text(a, i) !== text(b, i))) return false;
  const i = of.findIndex((kind, at) => kind !== other[at]);
  return i === -1 ? (a.query?.length ?? 0) > (b.query?.length ?? 0) : of[i]! < other[i]!;
}

it('keeps the rule on random paths, and moves nothing that need not move', () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  const segments = ['a', 'b', '{v}', '{w}', '{v}.json', 'x-{v}'];
  for (let round = 0; round < 300; round++) {
    const all = Array.from({ length: 25 }, () => {
      const path = Array.from({ length: 1 + random(3) }, () => `/${segments[random(segments.length)]!}`).join('');
      return written(path + ['', '', '', '?p', '?p?q'][random(5)]!);
    });
    const ordered = orderOperations(all);
    expect(new Set(ordered)).toEqual(new Set(all));
    expect(ordered).toHaveLength(all.length);
    const place = new Map(ordered.map((o, i) => [o, i]));
    for (const a of all) for (const b of all) if (mustPrecede(a.path, b.path) && place.get(a)! > place.get(b)!) throw new Error(`${paths([a])[0]} after ${paths([b])[0]}`);
    expect(paths(ordered)).toEqual(paths(slowly(all)));
  }
});

/** Document order, each operation preceded by those that must precede it. */
function slowly(all: readonly Operation[]): Operation[] {
  const placed = new Set<Operation>();
  const place = (o: Operation): void => {
    if (placed.has(o)) return;
    const before = all.filter((other) => mustPrecede(other.path, o.path));
    // Concrete ones first, then those of the same path, most conditions first.
    const same = before.filter((other) => !mustPrecede({ ...other.path, query: [] }, { ...o.path, query: [] })).sort((a, b) => b.path.query!.length - a.path.query!.length);
    for (const other of [...before.filter((other) => !same.includes(other)), ...same]) place(other);
    placed.add(o);
  };
  all.forEach(place);
  return [...placed];
}

it('looks at few pairs of a large document', () => {
  // 40,000 operations: comparing each with each would take minutes.
  const all = Array.from({ length: 40_000 }, (_, i) => written(i % 2 ? `/r${i % 997}/{id}/x${i}` : `/r${i % 997}/{id}/{x}`));
  expect(orderOperations(all)).toHaveLength(all.length);
}, 20_000);
