import { SqlSyntaxError, splitStatements } from './split-statements';

describe('splitStatements', () => {
  it('splits by the grammar: strings, bodies and comments with semicolons', async () => {
    const script = [
      '\\connect shop', "-- first; no statement", "select 'é;'; /* a /* nested */ ; */ create table t (a int);",
      'create function f() returns int language sql', "as $$ select 1; $$;", '-- the end',
    ].join('\n');
    const found = await splitStatements(script);
    expect(found.map(({ text, line, column }) => [text.split('\n')[0], line, column])).toEqual([
      ["select 'é;'", 3, 1],
      ['create table t (a int)', 3, 37],
      ['create function f() returns int language sql', 4, 1],
    ]);
    expect(found.map(({ offset, text }) => script.slice(offset, offset + text.length))).toEqual(found.map(({ text }) => text));
    expect(found.map(({ tree }) => Object.keys(tree)[0])).toEqual(['SelectStmt', 'CreateStmt', 'CreateFunctionStmt']);
  });

  it('finds nothing in nothing', async () => {
    expect(await splitStatements('-- only a comment\n')).toEqual([]);
  });

  it('says where a script breaks', async () => {
    const failure = await splitStatements('select 1;\n  selec 2;').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SqlSyntaxError);
    expect(failure).toMatchObject({ message: 'syntax error at or near "selec"', line: 2, column: 3 });
  });
});
