import ts from 'typescript';
import type { MigrationDraft } from './draft';
import { migrationFiles } from './migration-files';

const draft: MigrationDraft = {
  name: 'add full name', from: 'migrations of data-source.ts', to: 'entities of data-source.ts', irreversible: [],
  up: [
    { sql: 'ALTER TABLE public.users ADD COLUMN full_name text', object: 'column:public.users.full_name' },
    { sql: 'CREATE INDEX CONCURRENTLY users_name ON public.users (full_name)', object: 'index:public.users_name', outsideTransaction: true },
    { sql: 'ALTER TABLE public.users DROP COLUMN name', object: 'column:public.users.name', loses: 'the values of public.users.name' },
  ],
  down: [
    { sql: 'ALTER TABLE public.users ADD COLUMN name text', object: 'column:public.users.name' },
    { sql: 'DROP INDEX CONCURRENTLY public.users_name', object: 'index:public.users_name', outsideTransaction: true },
    { sql: 'ALTER TABLE public.users DROP COLUMN full_name', object: 'column:public.users.full_name', loses: 'the values of public.users.full_name' },
  ],
};

describe('a migration as files', () => {
  it('is one TypeORM class for each transaction, whose downs undo its own ups', () => {
    const files = migrationFiles(draft, 'typeorm', 1700000000000);
    expect(files.map(({ name }) => name)).toEqual(['1700000000000-add-full-name.ts', '1700000000001-add-full-name-2.ts', '1700000000002-add-full-name-3.ts']);
    expect(files[0]!.content).toBe(`import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Leads from migrations of data-source.ts to entities of data-source.ts.
 *
 * Part 1 of 3: each runs in a transaction of its own, or outside any.
 *
 * Reverting it loses the values of public.users.full_name.
 */
export class AddFullName1700000000000 implements MigrationInterface {
  readonly name = 'AddFullName1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE public.users ADD COLUMN full_name text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE public.users DROP COLUMN full_name');
  }
}
`);
    expect(files[1]!.content).toContain('readonly transaction = false;');
    expect(files[1]!.content).toContain('if (inTransaction) await queryRunner.commitTransaction();');
    expect(files[2]!.content).toContain('Loses the values of public.users.name');
  });

  it('is a pair of scripts for each', () => {
    const files = migrationFiles(draft, 'sql', 1700000000000);
    expect(files.map(({ name }) => name)).toEqual([0, 1, 2].flatMap((n) => ['up', 'down'].map((way) => `170000000000${n}-add-full-name${n === 0 ? '' : `-${n + 1}`}.${way}.sql`)));
    expect(files[5]!.content.split('\n').at(-2)).toBe('ALTER TABLE public.users ADD COLUMN name text;');
  });

  it('says why there is no way back, and throws it', () => {
    const [file] = migrationFiles({ ...draft, up: draft.up.slice(0, 1), irreversible: ["it's */ gone"] }, 'typeorm', 1700000000000);
    expect(file!.content).toContain("throw new Error('cannot be reverted: it\\'s */ gone');");
    expect(file!.content).toContain('Cannot be reverted: it\'s *\\/ gone.');
  });

  it.each(["`${process.exit()}`", "a'b\"c\\", '*/ process.exit() /*', '\u2028\u2029', '__proto__', '', '1st step', 'délete 漢字', '../../etc/passwd', 'class'])('takes any text: %j', (text) => {
    for (const { name, content } of migrationFiles({ ...draft, name: text, from: text, to: text, up: [{ sql: `SELECT '${text}'\n-- ${text}`, loses: text }] }, 'typeorm', 1700000000000)) {
      expect(name).toMatch(/^1700000000000-[^/\\]+\.ts$/);
      const { diagnostics, outputText } = ts.transpileModule(content, { reportDiagnostics: true, compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
      expect(diagnostics).toEqual([]);
      const sent: string[] = [];
      const exports: Record<string, new () => { up(runner: object): Promise<void> }> = {};
      new Function('exports', outputText)(exports);
      const [Migration] = Object.values(exports);
      void new Migration!().up({ query: (sql: string) => sent.push(sql) });
      expect(sent).toEqual([`SELECT '${text}'\n-- ${text}`]);
    }
  });
});
