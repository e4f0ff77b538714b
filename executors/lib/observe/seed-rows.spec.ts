import { embeddedShadow } from '../postgres/shadow';
import type { SqlClient } from '../postgres/sql-client';
import { seedRows } from './index';

jest.setTimeout(120_000);

const SCHEMA = `
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
  CREATE TYPE pair AS (a int, b mood);
  CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+\\.[a-z]+$') NOT NULL;
  CREATE DOMAIN code AS char(3) CHECK (VALUE ~ '^[A-Z]{3}$');
  CREATE TYPE span AS RANGE (subtype = float8);
  CREATE TABLE every_type (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    a smallint NOT NULL, b int NOT NULL, c numeric(5, 2) NOT NULL, d real NOT NULL, e float8 NOT NULL, f money NOT NULL, g boolean NOT NULL,
    h varchar(3) NOT NULL, i char NOT NULL, j text NOT NULL, k bytea NOT NULL, l uuid NOT NULL, m date NOT NULL, n time NOT NULL, o timetz NOT NULL,
    p timestamp(3) NOT NULL, q timestamptz NOT NULL, r interval NOT NULL, s json NOT NULL, t jsonb NOT NULL, u jsonpath NOT NULL, v xml,
    w inet NOT NULL, x cidr NOT NULL, y macaddr NOT NULL, z macaddr8 NOT NULL, aa bit(4) NOT NULL, ab varbit(5) NOT NULL, ac point NOT NULL,
    ad line NOT NULL, ae lseg NOT NULL, af box NOT NULL, ag path NOT NULL, ah polygon NOT NULL, ai circle NOT NULL, aj tsvector NOT NULL, ak tsquery NOT NULL,
    al int4range NOT NULL, am daterange NOT NULL, an tstzmultirange NOT NULL, ao span NOT NULL, ap int[] NOT NULL, aq mood NOT NULL, ar mood[] NOT NULL,
    at pair NOT NULL, au pair[] NOT NULL, av email, aw code NOT NULL, ax oid NOT NULL, ay "char" NOT NULL, az text[][] NOT NULL, ba varchar(2)[] NOT NULL,
    bb int GENERATED ALWAYS AS (b * 2) STORED, bc numrange NOT NULL, bd pg_lsn NOT NULL, be name NOT NULL, bf numeric(3, 3) NOT NULL);
  CREATE TABLE users (id serial PRIMARY KEY, mail email UNIQUE, boss int REFERENCES users, age int CHECK (age BETWEEN 18 AND 99), code char(2) CHECK (length(code) = 2),
    kind text NOT NULL CHECK (kind IN ('admin', 'guest')), low int, high int, CHECK (low < high), CHECK (age IS NULL OR kind <> 'guest' OR age > 20));
  CREATE TABLE orders (user_id int NOT NULL REFERENCES users, n int, PRIMARY KEY (user_id, n), price numeric NOT NULL CHECK (price > 100.5), state mood UNIQUE);
  CREATE TABLE lines (user_id int, n int, item int, PRIMARY KEY (user_id, n, item), FOREIGN KEY (user_id, n) REFERENCES orders);
  CREATE TABLE profile (user_id int PRIMARY KEY REFERENCES users, during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&));
  CREATE TABLE self (id int PRIMARY KEY, parent int NOT NULL REFERENCES self);
  CREATE TABLE numbered (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int NOT NULL REFERENCES numbered);
  CREATE TABLE egg (id int PRIMARY KEY, hen int); CREATE TABLE hen (id int PRIMARY KEY, egg int NOT NULL REFERENCES egg);
  ALTER TABLE egg ADD FOREIGN KEY (hen) REFERENCES hen;
  CREATE TABLE cause (id int PRIMARY KEY, effect int NOT NULL); CREATE TABLE effect (id int PRIMARY KEY, cause int NOT NULL REFERENCES cause);
  ALTER TABLE cause ADD FOREIGN KEY (effect) REFERENCES effect;
  CREATE TABLE events (id int, at date, kind text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  CREATE TABLE events_rest PARTITION OF events DEFAULT;
  CREATE TABLE by_list (k text, n int) PARTITION BY LIST (k); CREATE TABLE by_list_a PARTITION OF by_list FOR VALUES IN ('x', 'y');
  CREATE TABLE by_hash (k int) PARTITION BY HASH (k); CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE follow (id int PRIMARY KEY, event int NOT NULL, at date NOT NULL, FOREIGN KEY (event, at) REFERENCES events);
  CREATE TABLE "Odd "" names" ("select" int PRIMARY KEY, "a b" text NOT NULL DEFAULT 'x');
  CREATE TABLE empty_columns ();
  CREATE TABLE impossible (a int CHECK (a > 5 AND a < 3) NOT NULL);
  CREATE TABLE depends (a int PRIMARY KEY REFERENCES wishes); `.replace('REFERENCES wishes', '');

describe('seedRows', () => {
  let client: SqlClient;
  beforeAll(async () => {
    client = await embeddedShadow().createDatabase();
    await client.exec(SCHEMA);
  });
  afterAll(() => client.close());

  it('fills what can be filled, and says what cannot and why', async () => {
    const { filled, short } = await seedRows(client, { rows: 5 });
    expect(short).toEqual([
      { table: 'public.cause', rows: 0, why: expect.stringContaining('closes a circle') },
      { table: 'public.effect', rows: 0, why: 'it refers to cause, which has no rows' },
      { table: 'public.impossible', rows: 0, why: expect.stringContaining('impossible_a_check') },
      // A unique key over three values.
      { table: 'public.orders', rows: 3, why: expect.stringContaining('orders_state_key') },
    ]);
    const full = filled.filter(({ rows }) => rows === 5).map(({ table }) => table.replace('public.', ''));
    expect(full).toEqual(expect.arrayContaining(['every_type', 'users', 'lines', 'profile', 'self', 'numbered', 'egg', 'hen', 'events_25', 'events_rest', 'by_list_a', 'by_hash_0', 'follow', 'Odd " names', 'empty_columns']));
  });

  it('puts in the same rows each time, and no more where there are enough', async () => {
    const rows = () => client.query('SELECT md5(string_agg(u::text, $1 ORDER BY u::text)) AS sum, count(*)::int AS n FROM users u', ['|']);
    const [before] = await rows();
    expect(before).toMatchObject({ n: 5 });
    await seedRows(client, { rows: 5 });
    expect(await rows()).toEqual([before]);
    await client.exec('TRUNCATE users RESTART IDENTITY CASCADE');
    await seedRows(client, { rows: 5, tables: ['public.users'] });
    expect(await rows()).toEqual([before]);
    expect(await client.query('SELECT 1 FROM orders')).toEqual([]);
    await seedRows(client, { rows: 8 });
    expect((await rows())[0]).toMatchObject({ n: 8 });
  });
});
