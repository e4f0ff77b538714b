/** For each check, a schema that it finds and one that it leaves alone. */
export interface Case {
  readonly found: string;
  readonly alone: string;
  /** Findings in `found`. Default: 1. */
  readonly count?: number;
}

const USERS = 'CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);';

export const CASES: Readonly<Record<string, Case>> = {
  'foreign-key-without-index': {
    // A partial index, and one in whose middle the column stands, do not serve the lookup.
    found: `${USERS} CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, open boolean);
      CREATE INDEX ON orders (user_id) WHERE open; CREATE INDEX ON orders (open, user_id);`,
    alone: `${USERS} CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, open boolean); CREATE INDEX ON orders (user_id, open);
      CREATE TABLE pairs (a bigint, b bigint, PRIMARY KEY (a, b)); CREATE TABLE uses (b bigint, a bigint, x int PRIMARY KEY, FOREIGN KEY (a, b) REFERENCES pairs); CREATE INDEX ON uses (b, a, x);`,
  },
  'duplicate-index': {
    found: `${USERS} CREATE INDEX one ON users (name); CREATE INDEX two ON users (name);`,
    alone: `${USERS} CREATE INDEX one ON users (name); CREATE INDEX two ON users (name DESC); CREATE INDEX three ON users (lower(name)); CREATE INDEX four ON users (name) WHERE id > 1;`,
  },
  'redundant-index': {
    found: `${USERS} CREATE INDEX one ON users (name); CREATE INDEX two ON users (name, id);`,
    alone: `${USERS} CREATE UNIQUE INDEX one ON users (name); CREATE INDEX two ON users (name, id); CREATE INDEX three ON users (id, name);`,
  },
  'invalid-index': {
    found: `${USERS} CREATE INDEX one ON users (name); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'one'::regclass;`,
    alone: `${USERS} CREATE INDEX one ON users (name);`,
  },
  'unused-index': {
    found: `${USERS} INSERT INTO users (name) SELECT 'a long enough name of user ' || n FROM generate_series(1, 30000) n; CREATE INDEX never ON users (name);`,
    alone: `${USERS} CREATE INDEX small ON users (name); CREATE TABLE big (id int PRIMARY KEY); INSERT INTO big SELECT generate_series(1, 60000);`,
  },
  'table-without-primary-key': {
    found: 'CREATE TABLE logs (at timestamptz, text text);',
    alone: `${USERS} CREATE TABLE parts (id int, PRIMARY KEY (id)) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF parts DEFAULT;`,
  },
  'narrow-key': {
    found: 'CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);', count: 2,
    alone: `${USERS} CREATE TABLE countries (code smallint PRIMARY KEY);`,
  },
  'key-near-its-end': {
    found: "CREATE TABLE a (id serial PRIMARY KEY); SELECT setval('a_id_seq', 2000000000);",
    alone: "CREATE TABLE a (id serial PRIMARY KEY); SELECT setval('a_id_seq', 1000); CREATE TABLE b (id bigserial PRIMARY KEY); SELECT setval('b_id_seq', 2000000000); CREATE TABLE c (id serial PRIMARY KEY);",
  },
  'sequence-narrower-than-column': {
    found: 'CREATE TABLE a (id serial PRIMARY KEY); ALTER TABLE a ALTER id TYPE bigint;',
    alone: 'CREATE TABLE a (id serial PRIMARY KEY); ALTER TABLE a ALTER id TYPE bigint; ALTER SEQUENCE a_id_seq AS bigint;',
  },
  'foreign-key-type-mismatch': {
    found: `${USERS} CREATE TABLE orders (id bigint PRIMARY KEY, user_id integer REFERENCES users);`,
    alone: `${USERS} CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users); CREATE TABLE t (k varchar(10) PRIMARY KEY); CREATE TABLE u (k varchar(20) PRIMARY KEY REFERENCES t);`,
  },
  'timestamp-without-time-zone': { found: 'CREATE TABLE a (id int PRIMARY KEY, at timestamp(3), moved timestamp DEFAULT now());', count: 2, alone: 'CREATE TABLE a (id int PRIMARY KEY, at timestamptz, day date);' },
  'time-with-time-zone': { found: 'CREATE TABLE a (id int PRIMARY KEY, at timetz);', alone: 'CREATE TABLE a (id int PRIMARY KEY, at time);' },
  'nullable-unique-column': {
    found: 'CREATE TABLE a (id int PRIMARY KEY, email text UNIQUE, org int, UNIQUE (org, id));', count: 2,
    alone: 'CREATE TABLE a (id int PRIMARY KEY, email text, phone text UNIQUE NULLS NOT DISTINCT, code text NOT NULL UNIQUE); CREATE UNIQUE INDEX ON a (email) WHERE email IS NOT NULL;',
  },
  'json-column': { found: 'CREATE TABLE a (id int PRIMARY KEY, x json);', alone: 'CREATE TABLE a (id int PRIMARY KEY, x jsonb);' },
  'char-column': { found: 'CREATE TABLE a (id int PRIMARY KEY, x char(20));', alone: 'CREATE TABLE a (id int PRIMARY KEY, x varchar(20), sex char(1));' },
  'money-column': { found: 'CREATE TABLE a (id int PRIMARY KEY, x money);', alone: 'CREATE TABLE a (id int PRIMARY KEY, x numeric(12, 2));' },
  'serial-column': { found: 'CREATE TABLE a (id bigserial PRIMARY KEY);', alone: `${USERS} CREATE SEQUENCE s; CREATE TABLE a (id bigint PRIMARY KEY DEFAULT nextval('s'));` },
  'inexact-amount': { found: 'CREATE TABLE a (id int PRIMARY KEY, "unitPrice" real);', alone: 'CREATE TABLE a (id int PRIMARY KEY, price numeric, totality real, priced_by real);' },
  'uuid-as-text': { found: 'CREATE TABLE a (id varchar(36) PRIMARY KEY, other_uuid text);', count: 2, alone: 'CREATE TABLE a (id uuid PRIMARY KEY, name varchar(40));' },
  'constraint-not-validated': {
    found: `${USERS} ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID;`,
    alone: `${USERS} ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT named;`,
  },
  'policy-without-row-security': {
    found: `${USERS} CREATE POLICY own ON users USING (name = current_user);`,
    alone: `${USERS} CREATE POLICY own ON users USING (name = current_user); ALTER TABLE users ENABLE ROW LEVEL SECURITY;`,
  },
  'definer-search-path': {
    found: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;',
    alone: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_temp AS $$ SELECT 1 $$; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
  },
  'table-inheritance': { found: `${USERS} CREATE TABLE admins () INHERITS (users);`, alone: `${USERS}` },
  'rewrite-rule': { found: `${USERS} CREATE RULE keep AS ON DELETE TO users DO INSTEAD NOTHING;`, alone: `${USERS} CREATE VIEW v AS SELECT * FROM users;` },
};
