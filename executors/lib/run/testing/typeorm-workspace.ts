import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MODULES = path.resolve(__dirname, '../../../../node_modules');

/** A workspace with a data source and migrations, and with the TypeORM it asks for. */
export interface TypeormWorkspace {
  readonly root: string;
  readonly dataSource: string;
  write(name: string, text: string): void;
  remove(): void;
}

/** @param typeorm folder in our node_modules: `typeorm` (1.x) or `typeorm03` */
export function typeormWorkspace(options: string, typeorm = 'typeorm'): TypeormWorkspace {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-run-typeorm-'));
  mkdirSync(path.join(root, 'node_modules'));
  for (const [name, target] of [['typeorm', typeorm], ['pg', 'pg'], ['mysql2', 'mysql2'], ['sql.js', 'sql.js'], ['reflect-metadata', 'reflect-metadata']] as const) {
    symlinkSync(path.join(MODULES, target), path.join(root, 'node_modules', name));
  }
  const write = (name: string, text: string): void => writeFileSync(path.join(root, name), text);
  mkdirSync(path.join(root, 'migrations'));
  write('package.json', '{"name":"w"}');
  write('data-source.ts', `import { DataSource } from 'typeorm';\nexport default new DataSource({ ${options}, entities: [], migrations: ['migrations/*.ts'] });\n`);
  return { root, dataSource: path.join(root, 'data-source.ts'), write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A migration's file. */
export function migrationClass(name: string, up: string, down: string, transaction?: boolean): string {
  return `import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
export class ${name} implements MigrationInterface {
  ${transaction === undefined ? '' : `transaction = ${String(transaction)};`}
  async up(queryRunner: QueryRunner): Promise<void> {
    void Table; void TableColumn;
    ${up}
  }
  async down(queryRunner: QueryRunner): Promise<void> {
    ${down}
  }
}
`;
}
