import { plainRename } from './plain-rename';
import { endsOf } from './request';

describe('options of migrate-generate', () => {
  it.each([
    [{ dataSource: 'd.ts' }, { from: 'migrations:d.ts', to: 'entities:d.ts' }],
    [{ dataSource: 'd.ts', compare: 'v2.sql' }, { from: 'migrations:d.ts', to: 'v2.sql' }],
    [{ dataSource: 'd.ts', connection: 'postgres:///x' }, { from: 'postgres:///x', to: 'entities:d.ts' }],
    [{ from: 'a.sql', to: 'b.sql' }, { from: 'a.sql', to: 'b.sql' }],
  ])('%j', (options, ends) => {
    expect(endsOf(options)).toEqual(ends);
  });

  it.each([{}, { from: 'a.sql' }, { compare: 'b.sql' }, { dataSource: 'd.ts', from: 'a', connection: 'b' }, { dataSource: 'd.ts', to: 'a', compare: 'b' }])('refuses %j', (options) => {
    expect(endsOf(options)).toMatchObject({ code: 'BACKEND_GENERATE_OPTION', severity: 'error' });
  });

  it('reads renames', () => {
    expect(plainRename('users.name:users.full_name')).toEqual({ table: 'users', column: 'name', to: 'full_name' });
    expect(plainRename('users:people')).toEqual({ table: 'users', to: 'people' });
    for (const bad of ['users', 'a:b:c', 'a.b.c:d', 'a.:b', 'a:b.c']) expect(() => plainRename(bad)).toThrow('--rename=');
  });
});
