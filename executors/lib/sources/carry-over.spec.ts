import { embeddedCatalog } from '../catalog/testing/embedded-catalog';
import { diffCatalogs } from '../diff/diff-catalogs';
import { carryOver } from './carry-over';

const ENTITIES = "CREATE TABLE users (id serial PRIMARY KEY, email text, kind varchar(20) DEFAULT 'a', seen timestamptz DEFAULT now()); CREATE INDEX by_email ON users (email);";

it('leaves what entities have no words for as it is', async () => {
  const from = await embeddedCatalog(`
    CREATE TABLE users (id serial PRIMARY KEY, email text, kind text DEFAULT 'a', seen timestamptz DEFAULT CURRENT_TIMESTAMP) WITH (fillfactor = 70);
    ALTER TABLE users ALTER kind TYPE varchar(20); ALTER INDEX users_pkey RENAME TO pk_of_mine;
    CREATE INDEX by_email ON users (email); CREATE UNIQUE INDEX by_lower ON users (lower(email)); CREATE INDEX by_kind ON users (kind);
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f();
    CREATE TABLE other (id int);`);
  const { catalog, kept } = carryOver(await embeddedCatalog(ENTITIES), from, { keepUnknown: true, unsynchronized: { tables: [], indexes: [] } });
  expect(kept).toEqual(['public.other']);
  expect(diffCatalogs(from, catalog).statements.map(({ sql }) => sql)).toEqual(['DROP INDEX public.by_kind']);
}, 60_000);

it('sees a default with another value', async () => {
  const from = await embeddedCatalog(ENTITIES.replace("'a'", "'b'"));
  const { catalog } = carryOver(await embeddedCatalog(ENTITIES), from, { keepUnknown: true, unsynchronized: { tables: [], indexes: [] } });
  expect(diffCatalogs(from, catalog).statements.map(({ sql }) => sql)).toEqual(["ALTER TABLE public.users ALTER COLUMN kind SET DEFAULT 'a'::character varying"]);
}, 60_000);
