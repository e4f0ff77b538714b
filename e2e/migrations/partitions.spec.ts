import type { Pair } from './fixtures';
import { runPair } from './run-pair';
import { serverOrSkip, type ScratchServer } from './scratch';

let server: ScratchServer | undefined;
beforeAll(async () => void (server = await serverOrSkip()), 60_000);
afterAll(() => server?.close());

const TABLE = 'CREATE TABLE t (id int NOT NULL, kind text NOT NULL, note text) PARTITION BY LIST (kind); CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (\'a\');';
const ROWS = "INSERT INTO t VALUES (1, 'a', 'b'), (2, 'a', 'b');";

/** Indexes and constraints of partitioned tables: parts by their names, local ones of the same form, parts that change hands. */
const PAIRS: readonly (Pick<Pair, 'name' | 'a' | 'b'> & { readonly seed?: string })[] = [
  { name: 'a partition keeps its rows when the key of its table changes', a: TABLE, b: TABLE.replace('LIST (kind)', 'LIST (note)').replace("IN ('a')", "IN ('b')"), seed: ROWS },
  { name: 'a partition keeps its rows when its table gets another name', a: TABLE, b: TABLE.replaceAll(' t ', ' u '), seed: ROWS },
  { name: 'a partition becomes a table', a: `${TABLE} CREATE INDEX by_kind ON t (kind); ALTER TABLE t ADD CHECK (id > 0);`, b: 'CREATE TABLE t_1 (id int NOT NULL, kind text NOT NULL, note text);', seed: ROWS },
  { name: 'a local index of the same form is left alone', a: `${TABLE} CREATE UNIQUE INDEX own ON t_1 (kind, id);`, b: `${TABLE} CREATE UNIQUE INDEX own ON t_1 (kind, id); CREATE UNIQUE INDEX whole ON ONLY t (kind, id); CREATE UNIQUE INDEX part ON t_1 (kind, id); ALTER INDEX whole ATTACH PARTITION part;` },
  { name: 'an index becomes a part, and is one no more', a: `${TABLE} CREATE INDEX part ON t_1 (note);`, b: `${TABLE} CREATE INDEX part ON t_1 (note); CREATE INDEX whole ON t (note);` },
  { name: 'a local primary key stands behind an index of the whole', a: TABLE, b: `${TABLE} CREATE UNIQUE INDEX whole ON ONLY t (kind, id); ALTER TABLE t_1 ADD CONSTRAINT own PRIMARY KEY (kind, id); ALTER INDEX whole ATTACH PARTITION own;` },
  { name: 'an index of the whole lacks a part', a: `${TABLE} CREATE INDEX whole ON ONLY t (note); CREATE INDEX part ON t_1 (note);`, b: `${TABLE} CREATE INDEX whole ON ONLY t (note); CREATE INDEX part ON t_1 (note); ALTER INDEX whole ATTACH PARTITION part;` },
  { name: 'parts of a key have names of their own', a: TABLE, b: `${TABLE} ALTER TABLE ONLY t ADD CONSTRAINT key PRIMARY KEY (kind, id); ALTER TABLE t_1 ADD CONSTRAINT key_of_1 PRIMARY KEY (kind, id); ALTER INDEX key ATTACH PARTITION key_of_1;` },
  { name: 'a table that others refer to loses a partition', a: `${TABLE} ALTER TABLE t ADD PRIMARY KEY (kind, id); CREATE TABLE other (kind text, id int, FOREIGN KEY (kind, id) REFERENCES t);`, b: `${TABLE.split(';')[0]!}; ALTER TABLE t ADD PRIMARY KEY (kind, id); CREATE TABLE other (kind text, id int, FOREIGN KEY (kind, id) REFERENCES t);` },
  { name: 'a sequence of a column goes on when its table is partitioned', a: 'CREATE TABLE t (id serial, kind text); CREATE TABLE u (id int DEFAULT nextval(\'t_id_seq\'));', b: 'CREATE TABLE t (id serial, kind text) PARTITION BY LIST (kind); CREATE TABLE u (id int DEFAULT nextval(\'t_id_seq\'));' },
];

it.each(PAIRS)('$name, there and back', async ({ name, a, b, seed = '' }) => {
  if (server === undefined) return;
  const outcomes = await runPair(server, { name, setup: '', a, b, seedA: seed, seedB: '', minVersion: 13 });
  expect(outcomes.flatMap(({ direction, failures, plan }) => (failures.length === 0 ? [] : [{ direction, failures, plan: plan.statements.map(({ sql }) => sql) }]))).toEqual([]);
}, 60_000);
