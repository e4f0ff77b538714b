import { growthOf } from '.';

test.each(['^(a+)+$', '^(a*)*$', '^(a|a)*$', '^(a|aa)+$', '^([a-z0-9]+[-_]?)*$', '(x+x+)+y', '^(\\d+|[0-9a-f]+)*!$', '^(([a-z])+.)+[A-Z]([a-z])+$', '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$', '^(a{1,20}){1,20}$'])('%s is exponential', (source) => {
  expect(growthOf(source, 'u')).toBe('exponential');
});

test.each(['^\\d+\\d+$', '\\s+$', '^[a-z]+[a-z0-9]*$', '^.*,.*,.*$', '^a*b?a*x'])('%s is polynomial', (source) => {
  expect(growthOf(source, 'u')).toBe('polynomial');
});

test.each([
  '^[a-z]+$', '^[a-z0-9]+(?:-[a-z0-9]+)*$', '^\\d{3}-\\d{4}$', '^(?:\\d{4}[ -]?){3}\\d{4}$', '^([0-9A-F]{2}:){5}[0-9A-F]{2}$', '^#[0-9a-f]{6}$',
  '^(\\d{1,3}\\.){3}\\d{1,3}$', 'abc', '^(a|b)*$', '^(?:a|b|)$', '^$', '[a-z]+', '^[^@\\s]+@[^@\\s]+$', '^(?!x)[a-z]*$', '^\\p{L}+$', '^[\\]a-]+b$', '^(?<year>\\d{4})-\\k<year>$', '^a|^b+$', '(a+)+', '^\\u{1f4a9}+$',
])('%s is linear', (source) => {
  expect(growthOf(source, 'u')).toBe('linear');
});
