import { lastSegments, matchSegment } from './path';
import { splitCookies, splitPairs } from './split';

test.each([
  ['', []],
  ['a', ['a', '']],
  ['a=', ['a', '']],
  ['=a', ['', 'a']],
  ['a=1&b=2', ['a', '1', 'b', '2']],
  ['a=1&b', ['a', '1', 'b', '']],
  ['a&b=2', ['a', '', 'b', '2']],
  ['&&a=1&&', ['a', '1']],
  ['a=b=c&d', ['a', 'b=c', 'd', '']],
  ['a+b=c+d', ['a b', 'c+d']],
  ['%61%5B%5D=%zz', ['a[]', '%zz']],
  ['%zz=1', ['%zz', '1']],
])('pairs of %j', (text, pairs) => {
  expect(splitPairs(text)).toEqual(pairs);
});

test.each([
  [undefined, []],
  ['', []],
  ['a=1', ['a', '1']],
  ['a=1; b=2;c=3 ;', ['a', '1', 'b', '2', 'c', '3']],
  ['a; =b; c=d=e', ['c', 'd=e']],
])('cookies of %j', (header, pairs) => {
  expect(splitCookies(header)).toEqual(pairs);
});

test.each([
  ['/a/b/c', 2, ['c', 'b']],
  ['/a/b/c/', 2, ['c', 'b']],
  ['/mount/a/b', 1, ['b']],
  ['/', 1, ['']],
  ['', 2, ['', '']],
  ['/a', 3, ['a', '', '']],
  ['/a//', 1, ['']],
])('segments from the end of %j', (path, count, segments) => {
  expect(lastSegments(path, count)).toEqual(segments);
});

test.each([
  ['a.b', ['', '.', ''], ['a', 'b']],
  ['a.b.c', ['', '.', ''], ['a', 'b.c']],
  ['.b', ['', '.', ''], undefined],
  ['x5y', ['x', 'y'], ['5']],
  ['xy', ['x', 'y'], ['']],
  ['x', ['x', 'x'], undefined],
  ['a-b-c', ['', '-', '-c'], ['a', 'b']],
  ['ab', ['', '', ''], ['a', 'b']],
  ['5%3Acancel', ['', ':cancel'], ['5']],
  ['5%2Fcancel', ['', ':cancel'], undefined],
  ['caf%C3%A9-1', ['caf%C3%A9-', ''], ['1']],
])('variables of %j around %j', (segment, literals, values) => {
  expect(matchSegment(segment, literals)).toEqual(values);
});

test('a hostile segment is matched without backtracking', () => {
  const literals = ['', ...Array.from({ length: 20 }, () => 'a'), 'b'];
  expect(matchSegment('a'.repeat(100_000), literals)).toBeUndefined();
});
