import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { testWorkspace, type TestWorkspace } from './workspace';

jest.setTimeout(300_000);

const SERVER = process.env['BACKEND_TEST_MARIADB'] ?? 'mysql://root@127.0.0.1:3306/';
const NAME = `backend_generate_${process.pid}`;

describe.each(['typeorm', 'typeorm03'] as const)('a MariaDB data source, %s', (typeorm) => {
  let workspace: TestWorkspace;
  let admin: Connection | undefined;

  beforeAll(async () => {
    workspace = testWorkspace('library', typeorm);
    try {
      admin = await createConnection(SERVER);
      await admin.query(`CREATE DATABASE ${NAME}`);
    } catch (error) {
      if (process.env['CI']) throw error;
      console.warn(`no MariaDB at ${SERVER}: skipped`);
    }
  });
  afterAll(async () => {
    await admin?.query(`DROP DATABASE IF EXISTS ${NAME}`);
    await admin?.end();
    workspace.remove();
  });

  it('changes columns in place: their values stay, and nothing is left to generate', async () => {
    if (!admin) return;
    const dataSource = 'library/mysql.ts';
    const url = new URL(SERVER);
    const connection = { type: 'mariadb', host: url.hostname, port: Number(url.port || 3306), username: 'root', database: NAME };
    const ask = 'select name, age, about from author';
    expect(workspace.typeorm(connection, 'library/migrations', 'run', ask)).toEqual([{ name: 'Ann', age: 41, about: 'writes' }]);

    const options = { dataSource, shadow: SERVER, rename: ['author.about:author.bio'] };
    const first = await workspace.generate({ ...options, name: 'longer names' });
    expect([first.diagnostics, first.proof]).toEqual([[], { proved: true, failures: [], unseeded: [] }]);
    expect(first.up.map(({ sql }) => sql)).toEqual(expect.arrayContaining(['ALTER TABLE `author` CHANGE `about` `bio` text NULL', 'ALTER TABLE `author` CHANGE `name` `name` varchar(200) NOT NULL']));
    expect(JSON.stringify(first)).not.toMatch(/s3cret|DROP COLUMN `(?!state)/);

    const live = await workspace.generate({ ...options, connection: `${url.href}${NAME}`, output: 'live' });
    expect(live.up).toEqual(first.up);
    expect(workspace.typeorm(connection, 'library/migrations', 'run', 'select name, age, bio from author').map((row) => ({ ...(row as object), age: Number((row as { age: unknown }).age) }))).toEqual([{ name: 'Ann', age: 41, bio: 'writes' }]);
    expect(await workspace.generate({ dataSource, shadow: SERVER })).toMatchObject({ ok: true, up: [], files: [] });
    expect(workspace.typeorm(connection, 'library/migrations', 'revert', ask)).toEqual([{ name: 'Ann', age: 41, about: 'writes' }]);
    const [left] = await admin.query<RowDataPacket[]>("SHOW DATABASES LIKE 'backend\\_shadow\\_%'");
    expect(left).toEqual([]);
  });

  it('says that it needs a server', async () => {
    expect(await workspace.generate({ dataSource: 'library/mysql.ts' })).toMatchObject({ ok: false, files: [], diagnostics: [{ code: 'BACKEND_DATA_SOURCE_SHADOW' }] });
  });
});
