import { separateCopyData } from './copy-data';
import { insertRows, type CopyTree } from './copy-rows';
import { extensionsOf, parseScript, rolesOf } from './parse-script';

const dump = [
  '\\restrict abc', "-- it's a dump; with a semicolon", "SELECT pg_catalog.set_config('search_path', '', false);", 'CREATE EXTENSION citext;',
  'CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT \'COPY t FROM stdin;\' $$;', 'ALTER TABLE public.t OWNER TO ann;',
  'COPY public.t (a, b) FROM stdin;', "1\tit's;", '2\t\\N', '\\.', '', 'COPY public.empty FROM stdin;', '\\.', 'SELECT 1;', '\\unrestrict abc',
].join('\n');

describe('a dump with COPY data', () => {
  it('is split as psql splits it, with positions as they were', async () => {
    const { statements, diagnostics } = await parseScript(dump, 'dump.sql');
    expect(diagnostics).toEqual([]);
    expect(statements.map(({ text, line, data }) => [text.split('\n')[0]!.slice(0, 24), line, data])).toEqual([
      ['SELECT pg_catalog.set_co', 3, undefined], ['CREATE EXTENSION citext', 4, undefined], ['CREATE FUNCTION f() RETU', 5, undefined], ['ALTER TABLE public.t OWN', 6, undefined],
      ['COPY public.t (a, b) FRO', 7, "1\tit's;\n2\t\\N\n"], ['COPY public.empty FROM s', 12, ''], ['SELECT 1', 14, undefined],
    ]);
    expect([extensionsOf(statements), rolesOf(statements)]).toEqual([['citext'], ['ann']]);
  });

  it('leaves a script without data as it is', async () => {
    expect(await separateCopyData('SELECT 1;')).toEqual({ text: 'SELECT 1;', copies: [] });
  });

  it('says where a script is none', async () => {
    expect((await parseScript('SELECT 1;\n  SELEC 2;', 'a.sql')).diagnostics).toMatchObject([{ code: 'BACKEND_SCHEMA_SQL_SYNTAX', position: { file: 'a.sql', line: 2, column: 3 } }]);
  });
});

describe('insertRows', () => {
  const inserted = async (copy: CopyTree, data: string): Promise<string[]> => {
    const sent: string[] = [];
    await insertRows({ label: '', query: () => Promise.resolve([]), exec: (sql) => Promise.resolve(void sent.push(sql)), close: () => Promise.resolve() }, copy, data);
    return sent;
  };
  const tree = (...options: [string, string][]): CopyTree => ({
    relation: { relname: 't' }, attlist: ['a', 'b'].map((sval) => ({ String: { sval } })), options: options.map(([defname, sval]) => ({ DefElem: { defname, arg: { String: { sval } } } })),
  });

  it('reads the text format', async () => {
    expect(await inserted(tree(), "1\tit's\n\\N\ta\\tb\\\\\\x41\n")).toEqual(["INSERT INTO t (a, b) OVERRIDING SYSTEM VALUE VALUES ('1', 'it''s'),\n(NULL, E'a\tb\\\\A')"]);
  });

  it('reads CSV', async () => {
    expect(await inserted(tree(['format', 'csv'], ['header', 'true']), 'a,b\n1,"x ""y"",\nz"\n,""\n')).toEqual(['INSERT INTO t (a, b) OVERRIDING SYSTEM VALUE VALUES (\'1\', \'x "y",\nz\'),\n(NULL, \'\')']);
  });

  it('refuses a row of the wrong length', async () => {
    await expect(inserted(tree(), '1\n')).rejects.toThrow('missing data for column in line 1');
  });
});
