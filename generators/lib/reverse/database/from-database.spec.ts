import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import type { FromDatabase } from './from-database';
import { fromDatabase } from './from-database';
import { readDatabase } from './read/read-database';
import { buildResources } from './resources/build-resources';
import { selectRelations } from './select-relations';

const SCHEMA = `
CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
CREATE DOMAIN amount AS numeric(10, 2) CHECK (VALUE >= 0);
CREATE TABLE people (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, mood mood, tags text[] NOT NULL DEFAULT '{}', big bigint, price amount NOT NULL,
  data jsonb, photo bytea, born date, seen timestamptz NOT NULL DEFAULT now(), words tsvector, double numeric GENERATED ALWAYS AS (price * 2) STORED, boss_id integer REFERENCES people
);
COMMENT ON TABLE people IS 'Those who */ work';
COMMENT ON COLUMN people.email IS 'Where \${mail} goes';
CREATE TABLE likes (person_id integer REFERENCES people ON DELETE CASCADE, other_id integer REFERENCES people, PRIMARY KEY (person_id, other_id));
CREATE TABLE log (line text);
CREATE VIEW grown_people AS SELECT id, email FROM people;
`;

describe('a schema of PostgreSQL', () => {
  let made: FromDatabase;
  let document: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- read loosely
  const root = mkdtempSync(path.join(tmpdir(), 'backend-from-db-'));
  const read = (): Promise<FromDatabase> => fromDatabase('schema.sql', { root, title: 'api', errors: 'envelope', importExtension: '.js' });
  const file = (name: string): string => made.files.find((f) => f.path === name)!.content;

  beforeAll(async () => {
    writeFileSync(path.join(root, 'schema.sql'), SCHEMA);
    made = await read();
    document = parse(made.document);
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true }));

  it('becomes paths by table, with keys in them', () => {
    expect(Object.fromEntries(Object.entries<object>(document.paths).map(([name, item]) => [name, Object.keys(item).filter((key) => key !== 'parameters')]))).toEqual({
      '/grown-people': ['get'], '/likes': ['get', 'post'], '/likes/{personId}/{otherId}': ['get', 'delete'], '/logs': ['get'], '/people': ['get', 'post'], '/people/{id}': ['get', 'put', 'patch', 'delete'],
    });
  });

  it('becomes schemas by type: what is generated is read only, what has a default optional', () => {
    const { Person, NewPerson, Mood } = document.components.schemas;
    expect(NewPerson.required).toEqual(['email', 'price']);
    expect(Object.keys(NewPerson.properties)).toEqual(['email', 'mood', 'tags', 'big', 'price', 'data', 'photo', 'born', 'seen', 'bossId']);
    expect(Mood).toEqual({ type: 'string', enum: ['sad', "it's ok"] });
    expect(Person.properties).toMatchObject({
      id: { type: 'integer', maximum: 2_147_483_647, readOnly: true }, email: { type: 'string', maxLength: 80, description: 'Where ${mail} goes' }, tags: { type: 'array', items: { type: 'string' } },
      big: { type: ['string', 'null'], format: 'int64' }, price: { type: 'string', format: 'decimal' }, photo: { type: ['string', 'null'], contentEncoding: 'base64' }, words: { readOnly: true }, double: { readOnly: true },
    });
  });

  it('says what it cannot do in full', () => {
    expect(made.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'BACKEND_FROM_DB_NO_KEY: public.log has no primary key, so its rows can only be listed',
      'BACKEND_FROM_DB_TYPE: public.people.words is of type tsvector, which is shown as text and cannot be written',
    ]);
  });

  it('becomes entities with relations there and back', () => {
    expect(file('data/entities/person.ts')).toContain(`
  @ManyToOne(() => Person, (other) => other.peopleByBoss)
  @JoinColumn({ name: 'boss_id', referencedColumnName: 'id' })
  boss?: Relation<Person> | null;
`);
    expect(file('data/entities/person.ts')).toContain("@PrimaryGeneratedColumn('identity', { type: 'integer' })\n  id!: number;");
    expect(file('data/entities/person.ts')).toContain('/** Those who *\\/ work */');
    expect(file('data/entities/like.ts')).toContain("(other) => other.likesByPerson, { nullable: false, onDelete: 'CASCADE' })");
  });

  it('names the fields of constraints, those of domains too', () => {
    expect(file('data/people.ts')).toContain("people_email_key: ['email']");
    expect(file('data/people.ts')).toContain("amount_check: ['price']");
  });

  it('writes no connection, and the same bytes again', async () => {
    expect(file('data/data-source.ts')).toContain("process.env['DATABASE_URL']");
    expect((await read()).files).toEqual(made.files);
  }, 60_000);

  it('takes the tables and schemas that are asked for, and knows those that are not there', async () => {
    const { database } = await readDatabase('schema.sql', root);
    const { value } = selectRelations(database!, { tables: ['public.l*'] });
    expect(buildResources(value, { readOnly: true }).value.map(({ path: at, operations }) => [at, operations.map(({ verb }) => verb)])).toEqual([['/likes', ['list', 'get']], ['/logs', ['list']]]);
    expect(selectRelations(database!, { tables: ['persons'] }).diagnostics).toMatchObject([{ code: 'BACKEND_FROM_DB_UNKNOWN_TABLE', help: 'It has grown_people, likes, log, people.' }]);
    expect(selectRelations(database!, { schemas: ['sales'] }).diagnostics).toMatchObject([{ code: 'BACKEND_FROM_DB_UNKNOWN_TABLE' }]);
    expect(selectRelations({ dialect: 'postgres', relations: [] }, {}).diagnostics).toMatchObject([{ code: 'BACKEND_FROM_DB_EMPTY' }]);
  }, 60_000);

  it('is not asked of a variable that is not set, and never shows a password', async () => {
    const options = { root, title: 'api', errors: 'envelope', importExtension: '.js' } as const;
    expect((await fromDatabase('env:NO_SUCH_DATABASE', options)).diagnostics).toMatchObject([{ code: 'BACKEND_FROM_DB_ENVIRONMENT' }]);
    for (const connection of ['postgres://me:s3cret@127.0.0.1:1/x', 'mysql://me:s3cret@127.0.0.1:1/x', 'mssql://me:s3cret@127.0.0.1:1/x']) {
      const { diagnostics } = await fromDatabase(connection, { ...options, root: process.cwd() });
      expect(diagnostics).toHaveLength(1);
      expect(JSON.stringify(diagnostics)).not.toContain('s3cret');
    }
  });

  it('says what it can be given, where it was given something else', async () => {
    const kinds = expect.stringMatching(/postgres:\/\/….*mysql:\/\/….*SQLite.*\.sql.*PGlite.*data source/);
    expect((await readDatabase('mssql://127.0.0.1/x', root)).diagnostics).toMatchObject([{ code: 'BACKEND_FROM_DB_CONNECTION', help: kinds }]);
    expect((await readDatabase('nowhere.db', root)).diagnostics).toMatchObject([{ code: 'BACKEND_SCHEMA_SOURCE', message: 'there is no nowhere.db', help: kinds }]);
  });
});
