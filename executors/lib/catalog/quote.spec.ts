import { qualify, quoteIdentifier, quoteLiteral, quoteRole } from './quote';

it.each([
  ['users', 'users'], ['order', '"order"'], ['Users', '"Users"'], ['a"b', '"a""b"'], ['1st', '"1st"'], ['naïve', '"naïve"'], ['', '""'], ['a b', '"a b"'], ['bigint', '"bigint"'],
])('quotes the name %j as %s', (name, quoted) => expect(quoteIdentifier(name)).toBe(quoted));

it.each([['plain', "'plain'"], ["it's", "'it''s'"], ['a\\', "E'a\\\\'"], ["\\'; DROP TABLE users; --", "E'\\\\''; DROP TABLE users; --'"]])('quotes the text %j as %s', (text, quoted) =>
  expect(quoteLiteral(text)).toBe(quoted));

it('qualifies, and leaves PUBLIC to be the keyword', () => {
  expect(qualify({ schema: 'My App', name: 'user' })).toBe('"My App"."user"');
  expect([quoteRole('PUBLIC'), quoteRole('public'), quoteRole('Admin')]).toEqual(['PUBLIC', 'public', '"Admin"']);
});
