/**
 * Whether two expressions that PostgreSQL printed are the same, up to a difference that PostgreSQL makes
 * itself: `status IN ('a', 'b')` on varchar prints as `(ARRAY['a'::character varying, …])::text[]`, and that,
 * read again, as `ARRAY[('a'::character varying)::text, …]`.
 */
export function equalSql(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && canonicalSql(a) === canonicalSql(b));
}

const ARRAY = /\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]|ARRAY\[((?:\('(?:[^']|'')*'::character varying\)::text(?:, )?)+)\]/g;

export function canonicalSql(text: string): string {
  return text.replace(ARRAY, (_, plain: string | undefined, cast: string | undefined) => {
    const items = (plain ?? cast!).match(/'(?:[^']|'')*'/g)!;
    return `ARRAY[${items.map((item) => `(${item}::character varying)::text`).join(', ')}]`;
  });
}
