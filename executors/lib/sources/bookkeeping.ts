import type { Catalog } from '../catalog/catalog';
import type { DataSourceDescription } from '../typeorm/protocol';
import { withoutTables } from './catalog-objects';

/** The journal of `migrate-run`, unless `--journal` names another. */
export const DEFAULT_JOURNAL = '_backend_migrations';

/** The comment by which a journal is known under any name. */
export const JOURNAL_COMMENT = 'Journal of migrations, kept by @org/backend';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Tables that keep the books of migrations, of which no entity knows: TypeORM's own, that of migrations first, and the journal. */
export function bookkeepingTables(description: DataSourceDescription | undefined): [migrations: TableName, ...others: TableName[]] {
  const { migrations, metadata, schema = 'public' } = description?.bookkeeping ?? { migrations: 'migrations', metadata: 'typeorm_metadata' };
  const place = (table: string): TableName => {
    const [first, name] = table.split('.', 2) as [string, string | undefined];
    return name === undefined ? { schema, name: first } : { schema: first, name };
  };
  return [place(migrations), place(metadata), { schema: 'public', name: DEFAULT_JOURNAL }];
}

/** The schema alone: tables that keep the books are no part of it. */
export function withoutBookkeeping(catalog: Catalog, description: DataSourceDescription | undefined): Catalog {
  return withoutTables(catalog, [...bookkeepingTables(description), ...catalog.tables.filter(({ comment }) => comment === JOURNAL_COMMENT)]);
}
