import { embeddedShadow } from './shadow';
import { SqlFailure } from './sql-client';

jest.setTimeout(120_000);

describe('an embedded shadow', () => {
  it('gives empty databases that know nothing of each other, and says what a server refuses', async () => {
    const shadow = embeddedShadow();
    const one = await shadow.createDatabase();
    const two = await shadow.createDatabase();
    try {
      await one.exec('create table t (a int); insert into t values (1), (2)');
      expect(await one.query('select a from t where a > $1', [1])).toEqual([{ a: 2 }]);
      expect(await two.query("select to_regclass('t') as t")).toEqual([{ t: null }]);
      const failure = await two.exec('select 1; select * from nope').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SqlFailure);
      expect(failure).toMatchObject({ code: '42P01', position: 25, sql: 'select 1; select * from nope' });
    } finally {
      await one.close();
      await two.close();
    }
  });
});
