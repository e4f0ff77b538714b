import type { AttackPattern } from '../pattern';

export const malformedTarget: AttackPattern = {
  id: 'malformed-target',
  title: 'addresses are not encoded as addresses are',
  *attacks({ good, operation }) {
    const [path = '/', query] = good.target.split('?');
    const last = operation.path.segments.at(-1);
    const tail = query === undefined ? '' : `?${query}`;
    // In a variable it is a value that cannot be decoded; elsewhere it is a path that there is not.
    const variable = last?.length === 1 && last[0]!.kind === 'variable';
    yield { what: 'half a character in the path', request: { ...good, target: `${path.replace(/\/[^/]*$/, '')}/%E0%A4%A${tail}` }, wanted: 'refused' };
    yield { what: 'an overlong dot in the path', request: { ...good, target: `${path.replace(/\/[^/]*$/, '')}/%C0%AE%C0%AE${tail}` }, wanted: variable ? 'survived' : 'refused' };
    yield { what: 'half a character in the query', request: { ...good, target: `${path}?${query === undefined ? '' : `${query}&`}a=%E0%A4%A&%=%` }, wanted: 'survived' };
    yield { what: 'a path below it that there is not', request: { ...good, target: `${path.replace(/\/$/, '')}/no-such-thing-7d1f/${'x/'.repeat(5)}y${tail}` }, wanted: 'refused' };
  },
};
