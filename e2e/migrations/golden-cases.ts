/** What TypeORM's own differ gets wrong, and the statements that are right. */
export interface GoldenCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const table = (columns: string) => `CREATE TABLE users (id integer PRIMARY KEY, ${columns});`;
const alter = 'ALTER TABLE public.users';

export const GOLDEN: readonly GoldenCase[] = [
  {
    name: 'varchar(100) to varchar(200) in place', before: table('name varchar(100)'), after: table('name varchar(200)'),
    up: [`${alter} ALTER COLUMN name TYPE character varying(200)`],
    down: [`${alter} ALTER COLUMN name TYPE character varying(100)`],
  },
  {
    name: 'int to bigint in place, with its default', before: table('visits int NOT NULL DEFAULT 0'), after: table('visits bigint NOT NULL DEFAULT 0'),
    up: [`${alter} ALTER COLUMN visits DROP DEFAULT`, `${alter} ALTER COLUMN visits TYPE bigint`, `${alter} ALTER COLUMN visits SET DEFAULT 0`],
    down: [`${alter} ALTER COLUMN visits DROP DEFAULT`, `${alter} ALTER COLUMN visits TYPE integer`, `${alter} ALTER COLUMN visits SET DEFAULT 0`],
  },
  {
    name: 'varchar to text in place', before: table('name varchar'), after: table('name text'),
    up: [`${alter} ALTER COLUMN name TYPE text`], down: [`${alter} ALTER COLUMN name TYPE character varying`],
  },
  {
    name: 'timestamp to timestamptz in place', before: table('seen timestamp'), after: table('seen timestamptz'),
    up: [`${alter} ALTER COLUMN seen TYPE timestamp with time zone`],
    down: [`${alter} ALTER COLUMN seen TYPE timestamp without time zone`],
  },
  {
    name: 'a function as default, once', before: table('seen timestamptz'), after: table('seen timestamptz DEFAULT now()'),
    up: [`${alter} ALTER COLUMN seen SET DEFAULT now()`], down: [`${alter} ALTER COLUMN seen DROP DEFAULT`],
  },
  {
    name: 'the same function as default: nothing', before: table("seen timestamptz DEFAULT now(), tags text[] DEFAULT '{}'"), after: table("seen timestamptz DEFAULT now(), tags text[] DEFAULT '{}'"), up: [], down: [],
  },
  {
    name: 'an array as default', before: table('tags text[]'), after: table("tags text[] DEFAULT ARRAY['a', 'b']"),
    up: [`${alter} ALTER COLUMN tags SET DEFAULT ARRAY['a'::text, 'b'::text]`], down: [`${alter} ALTER COLUMN tags DROP DEFAULT`],
  },
  {
    name: 'a changed CHECK', before: table('age int CONSTRAINT age_check CHECK (age > 0)'), after: table('age int CONSTRAINT age_check CHECK (age >= 1)'),
    up: [`${alter} DROP CONSTRAINT age_check`, `${alter} ADD CONSTRAINT age_check CHECK ((age >= 1))`],
    down: [`${alter} DROP CONSTRAINT age_check`, `${alter} ADD CONSTRAINT age_check CHECK ((age > 0))`],
  },
  {
    name: 'a changed WHERE of a partial index', before: `${table('gone boolean')} CREATE INDEX live ON users (id) WHERE gone;`, after: `${table('gone boolean')} CREATE INDEX live ON users (id) WHERE NOT gone;`,
    up: ['DROP INDEX public.live', 'CREATE INDEX live ON public.users USING btree (id) WHERE (NOT gone)'],
    down: ['DROP INDEX public.live', 'CREATE INDEX live ON public.users USING btree (id) WHERE gone'],
  },
  {
    name: 'DESC', before: `${table('name text')} CREATE INDEX by_name ON users (name);`, after: `${table('name text')} CREATE INDEX by_name ON users (name DESC);`,
    up: ['DROP INDEX public.by_name', 'CREATE INDEX by_name ON public.users USING btree (name DESC)'],
    down: ['DROP INDEX public.by_name', 'CREATE INDEX by_name ON public.users USING btree (name)'],
  },
  {
    name: 'INCLUDE columns are no keys', before: `${table('name text, age int')} CREATE INDEX by_name ON users (name, age);`, after: `${table('name text, age int')} CREATE INDEX by_name ON users (name) INCLUDE (age);`,
    up: ['DROP INDEX public.by_name', 'CREATE INDEX by_name ON public.users USING btree (name) INCLUDE (age)'],
    down: ['DROP INDEX public.by_name', 'CREATE INDEX by_name ON public.users USING btree (name, age)'],
  },
];
