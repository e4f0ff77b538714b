import { equalSql } from './equal-sql';

it('knows the two ways in which PostgreSQL prints IN on varchar', () => {
  const first = `CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[])))`;
  const again = `CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s'::character varying)::text])))`;
  expect(equalSql(first, again)).toBe(true);
  expect(equalSql(first, again.replace("'a'", "'b'"))).toBe(false);
});

it.each([[null, null, true], [null, 'a', false], ['a', 'a', true], ['a', 'b', false]])('%j and %j: %j', (a, b, equal) => expect(equalSql(a, b)).toBe(equal));
