import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { testWorkspace, type TestWorkspace } from './workspace';

jest.setTimeout(300_000);

describe.each(['typeorm', 'typeorm03'] as const)('a SQLite data source, %s', (typeorm) => {
  let workspace: TestWorkspace;
  beforeAll(() => {
    workspace = testWorkspace('library', typeorm);
  });
  afterAll(() => workspace.remove());

  it('is compared in memory; TypeORM runs what was generated, keeps the rows, and goes back', async () => {
    const dataSource = 'library/sqlite.ts';
    const connection = { type: 'sqljs', location: path.join(workspace.root, 'live.sqlite'), autoSave: true };
    const ask = 'select name, age, about from author';
    expect(workspace.typeorm(connection, 'library/migrations', 'run', ask)).toEqual([{ name: 'Ann', age: 41, about: 'writes' }]);

    const options = { dataSource, rename: ['author.about:author.bio'] };
    const first = await workspace.generate({ ...options, name: 'longer names' });
    expect([first.diagnostics, first.proof]).toEqual([[], { proved: true, failures: [], unseeded: [] }]);
    expect(first.files.map((file) => file.path)).toEqual(['library/migrations/1800000001000-longer-names.ts']);
    expect(existsSync(path.join(workspace.root, 'library/never.sqlite'))).toBe(false);

    const before = readFileSync(connection.location);
    const live = await workspace.generate({ ...options, connection: 'live.sqlite', output: 'live' });
    expect(live.up.length).toBeGreaterThan(0);
    expect(readFileSync(connection.location).equals(before)).toBe(true);

    expect(workspace.typeorm(connection, 'library/migrations', 'run', 'select name, age, bio from author')).toEqual([{ name: 'Ann', age: 41, bio: 'writes' }]);
    expect(await workspace.generate({ dataSource })).toMatchObject({ ok: true, up: [], files: [] });
    expect(workspace.typeorm(connection, 'library/migrations', 'revert', ask)).toEqual([{ name: 'Ann', age: 41, about: 'writes' }]);
  });
});
