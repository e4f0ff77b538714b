import { embeddedCatalog } from '../catalog/testing/embedded-catalog';
import { planPostgres, type PlannedMigration } from './plan-postgres';

const sqlOf = (statements: PlannedMigration['up']): string[] => statements.map(({ sql }) => sql);

const USERS = `CREATE TABLE users (id serial PRIMARY KEY, code int GENERATED ALWAYS AS IDENTITY, email text NOT NULL UNIQUE, age int CHECK (age > 0), boss int REFERENCES users);
  CREATE INDEX users_age_idx ON users (age);
  CREATE VIEW adults AS SELECT id, email FROM users WHERE age > 17;`;
const PEOPLE = USERS.replaceAll('users', 'people');

it('renames a table with all that bears its name: no index is built again, no sequence begins again', async () => {
  const { up, down, failures } = await planPostgres(await embeddedCatalog(USERS), await embeddedCatalog(PEOPLE), { renames: ['users:people'], online: false });
  expect(failures).toEqual([]);
  expect(sqlOf(up).sort()).toEqual([
    'ALTER INDEX public.users_age_idx RENAME TO people_age_idx',
    'ALTER SEQUENCE public.users_code_seq RENAME TO people_code_seq',
    'ALTER SEQUENCE public.users_id_seq RENAME TO people_id_seq',
    'ALTER TABLE public.people RENAME CONSTRAINT users_age_check TO people_age_check',
    'ALTER TABLE public.people RENAME CONSTRAINT users_boss_fkey TO people_boss_fkey',
    'ALTER TABLE public.people RENAME CONSTRAINT users_email_key TO people_email_key',
    'ALTER TABLE public.people RENAME CONSTRAINT users_email_not_null TO people_email_not_null',
    'ALTER TABLE public.people RENAME CONSTRAINT users_id_not_null TO people_id_not_null',
    'ALTER TABLE public.people RENAME CONSTRAINT users_code_not_null TO people_code_not_null',
    'ALTER TABLE public.people RENAME CONSTRAINT users_pkey TO people_pkey',
    'ALTER TABLE public.users RENAME TO people',
  ].sort());
  expect(sqlOf(down)).toHaveLength(up.length);
  expect(sqlOf(down).at(-1)).toBe('ALTER TABLE public.people RENAME TO users');
}, 60_000);

it('asks about a rename without a hint, and says what dropping loses', async () => {
  const to = await embeddedCatalog(USERS.replaceAll('email', 'address'));
  const { up, notes, failures } = await planPostgres(await embeddedCatalog(USERS), to, { renames: [], online: false });
  expect(failures).toEqual([]);
  expect(notes.map(({ help }) => help)).toContain('Say --rename=public.users.email:public.users.address if it is one');
  expect(up.flatMap(({ loses }) => loses ?? [])).toEqual(['the values of public.users.email']);
}, 60_000);

it('changes the columns of a table by one statement', async () => {
  const from = await embeddedCatalog('CREATE TABLE users (id int PRIMARY KEY, name varchar(20) DEFAULT \'x\', "the age" int, note text NOT NULL)');
  const to = await embeddedCatalog('CREATE TABLE users (id int PRIMARY KEY, name text DEFAULT \'y\', "the age" bigint NOT NULL, note text)');
  const { up, failures } = await planPostgres(from, to, { renames: [], online: false });
  expect(failures).toEqual([]);
  expect(sqlOf(up)).toEqual([[
    'ALTER TABLE public.users', '  ALTER COLUMN name DROP DEFAULT,', '  ALTER COLUMN name TYPE text,', '  ALTER COLUMN "the age" TYPE bigint,', '  ALTER COLUMN "the age" SET NOT NULL,',
    '  ALTER COLUMN note DROP NOT NULL,', "  ALTER COLUMN name SET DEFAULT 'y'::text",
  ].join('\n')]);
}, 60_000);
