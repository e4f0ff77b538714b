import { lintScript, lintScripts } from './index';

const brief = async (...[sql, options]: Parameters<typeof lintScript>): Promise<string[]> =>
  (await lintScript(sql, options)).filter(({ severity }) => severity !== 'info').map(({ rule, position }) => `${position?.line}:${position?.column} ${rule}`);

describe('lintScript', () => {
  it('gives file, line and column in UTF-16 units, behind text of other sizes, comments and meta-commands', async () => {
    const sql = "\\connect shop\n-- é 👩\nSET lock_timeout = '1s'; ALTER TABLE \"tä\"\n  ADD CONSTRAINT \"👩\" CHECK (a > 0);";
    const [finding] = await lintScript(sql, { file: 'a/b.sql', rules: ['constraint-missing-not-valid'] });
    expect(finding).toMatchObject({
      position: { file: 'a/b.sql', line: 4, column: 7 }, object: 'public.tä', message: expect.stringContaining('"👩"'),
      fix: 'ALTER TABLE "tä"\n  ADD CONSTRAINT "👩" CHECK (a > 0) NOT VALID;\nALTER TABLE "tä" VALIDATE CONSTRAINT "👩";',
    });
  });

  it('takes a table for empty that the script created, or that has no rows', async () => {
    const alter = 'ALTER TABLE t ALTER COLUMN a SET NOT NULL; CREATE INDEX i ON t (a);';
    const rules = ['adding-not-nullable-field', 'require-concurrent-index-creation'];
    expect(await brief(alter, { rules })).toEqual(['1:1 adding-not-nullable-field', '1:62 require-concurrent-index-creation']);
    expect(await brief(`CREATE TABLE t (a int); ${alter}`, { rules })).toEqual([]);
    expect(await brief(alter, { rules, rows: { 'public.t': 0 } })).toEqual([]);
    // It may have been there before, full.
    expect(await brief(`CREATE TABLE IF NOT EXISTS t (a int); ${alter}`, { rules })).toHaveLength(2);
  });

  it('knows what earlier scripts made, and that their rows are there', async () => {
    const scripts = [
      { file: '1.sql', sql: 'CREATE TABLE t (a varchar(10), b int CONSTRAINT b_there CHECK (b IS NOT NULL), c numeric(5, 2));' },
      { file: '2.sql', sql: 'ALTER TABLE t ALTER a TYPE varchar(20), ALTER b SET NOT NULL, ALTER c TYPE numeric(4, 2), ALTER a TYPE text;' },
    ];
    const findings = await lintScripts(scripts, { rules: ['changing-column-type', 'adding-not-nullable-field'] });
    expect(findings.map(({ severity, object, position }) => [position?.file, severity, object])).toEqual([
      ['2.sql', 'info', 'public.t.a'], ['2.sql', 'error', 'public.t.c'], ['2.sql', 'info', 'public.t.a'],
    ]);
  });

  it('sets fixes right until no rule has anything to cure in them', async () => {
    const findings = await lintScript('CREATE INDEX i ON t (a)', { rules: ['require-concurrent-index-creation', 'require-lock-timeout'] });
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([
      ['require-lock-timeout', "SET lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY i ON t (a);"],
      ['require-concurrent-index-creation', 'CREATE INDEX CONCURRENTLY i ON t (a)'],
    ]);
    const [foreign] = await lintScript('ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id)');
    expect(foreign?.fix).toBe("SET lock_timeout = '2s';\nALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT t_a_fkey;");
  });

  it('quotes what fixes name', async () => {
    const [finding] = await lintScript('ALTER TABLE "a""; DROP TABLE x; --" ALTER "select" SET NOT NULL', { rules: ['adding-not-nullable-field'] });
    expect(finding?.fix).toContain('ALTER TABLE "a""; DROP TABLE x; --" ALTER COLUMN "select" SET NOT NULL;');
  });

  it('reports a script that is no SQL, and goes on with the next', async () => {
    const findings = await lintScripts([{ file: 'a.sql', sql: 'SELECT 1;\n  SELEC 2;' }, { file: 'b.sql', sql: 'DROP DATABASE x' }], { rules: ['ban-drop-database'] });
    expect(findings).toMatchObject([{ rule: 'syntax-error', position: { file: 'a.sql', line: 2, column: 3 } }, { rule: 'ban-drop-database', position: { file: 'b.sql' } }]);
  });
});

describe('ignores', () => {
  const drop = 'DROP TABLE t;';
  const rules = ['ban-drop-table', 'require-table-schema'];

  it.each([
    ['the line before the statement', `-- backend-ignore ban-drop-table: unused\n${drop}`, ['2:1 require-table-schema']],
    ['several rules, among other comments', `-- backend-ignore ban-drop-table, require-table-schema: unused\n-- more\n/* and more */ ${drop}`, []],
    ['only the next statement', `-- backend-ignore ban-drop-table: unused\nSELECT 1;\n${drop}`, ['1:1 unused-ignore', '3:1 ban-drop-table', '3:1 require-table-schema']],
    ['the file, from anywhere in it', `${drop}\n${drop}\n-- backend-ignore-file ban-drop-table, require-table-schema: unused`, []],
    ['without a reason', `-- backend-ignore ban-drop-table,require-table-schema\n${drop}`, ['1:1 ignore-without-reason']],
    ['nothing', `-- backend-ignore\n${drop}`, ['1:1 ignore-without-reason', '1:1 unused-ignore', '2:1 ban-drop-table', '2:1 require-table-schema']],
    ['an unknown rule', '-- backend-ignore ban-drop-tabel: typo\nSELECT 1;', ['1:1 unused-ignore']],
    ['a rule that does not run', '-- backend-ignore ban-drop-column: elsewhere\nSELECT 1;', []],
    ['no comment but a string', `SELECT '\n-- backend-ignore-file ban-drop-table: x\n';\n${drop}`, ['4:1 ban-drop-table', '4:1 require-table-schema']],
    ['a line inside the statement', 'CREATE TABLE s.t (\n-- backend-ignore prefer-jsonb: raw text is kept\na json,\nb json);', ['4:3 prefer-jsonb']],
  ])('%s', async (_, sql, expected) => {
    const findings = await lintScript(sql, { rules: [...rules, 'prefer-jsonb'] });
    expect(findings.map(({ rule, position }) => `${position?.line}:${position?.column} ${rule}`)).toEqual(expected);
  });
});
