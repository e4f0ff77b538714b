import type { Catalog, Column as CatalogColumn, Constraint } from '../../../../../executors/lib/catalog/catalog';
import type { Column, Database, Relation } from '../database';
import { postgresType } from './postgres-type';

/** A PostgreSQL catalog, reduced. Partitions are left out: their parent is the table. */
export function fromCatalog(catalog: Catalog): Database {
  const tables = catalog.tables.filter(({ partitionOf }) => partitionOf === null).map((table) => ({
    schema: table.schema, name: table.name, kind: 'table' as const, comment: table.comment ?? undefined,
    columns: table.columns.map((column) => tableColumn(column, catalog)),
    ...constraintsOf(table, catalog),
  }));
  const views = catalog.views.map((view): Relation => ({
    schema: view.schema, name: view.name, kind: 'view', comment: view.comment ?? undefined,
    columns: view.columns.map((column) => ({
      name: column.name, type: postgresType(column.type, catalog), nullable: true, default: undefined, generated: undefined, comment: column.comment ?? undefined,
    })),
    primaryKey: [], uniques: [], foreignKeys: [], checks: [],
  }));
  return { dialect: 'postgres', relations: [...tables, ...views].sort(byName) };
}

function byName(a: Relation, b: Relation): number {
  const key = ({ schema = '', name }: Relation): string => `${schema}\u0000${name}`;
  return key(a) < key(b) ? -1 : 1;
}

function tableColumn(column: CatalogColumn, catalog: Catalog): Column {
  const sequence = column.default !== null && /^nextval\(/.test(column.default);
  return {
    name: column.name, type: postgresType(column.type, catalog), comment: column.comment ?? undefined,
    nullable: !column.notNull && !domainForbidsNull(column.type, catalog),
    default: sequence ? undefined : column.default ?? domainDefault(column.type, catalog),
    generated: column.generated ? 'expression' : column.identity ? (column.identity.always ? 'identity-always' : 'identity') : sequence ? 'sequence' : undefined,
  };
}

function domainOf(type: string, catalog: Catalog): Catalog['domains'][number] | undefined {
  return catalog.domains.find(({ schema, name }) => [`${schema}.${name}`, `${schema}."${name}"`, `"${schema}"."${name}"`].includes(type));
}

function domainForbidsNull(type: string, catalog: Catalog): boolean {
  const domain = domainOf(type, catalog);
  return domain !== undefined && (domain.notNull || domainForbidsNull(domain.baseType, catalog));
}

function domainDefault(type: string, catalog: Catalog): string | undefined {
  return domainOf(type, catalog)?.default ?? undefined;
}

function constraintsOf({ schema, name }: { readonly schema: string; readonly name: string }, catalog: Catalog): Pick<Relation, 'primaryKey' | 'uniques' | 'foreignKeys' | 'checks'> {
  const own = catalog.constraints.filter((constraint) => constraint.schema === schema && constraint.table === name);
  const uniqueIndexes = catalog.indexes.filter((index) => index.schema === schema && index.table === name && index.unique && index.constraint === null && index.keys.every(({ column }) => column !== null));
  const named = ({ name: constraint, columns }: Constraint): { name: string; columns: readonly string[] } => ({ name: constraint, columns });
  return {
    primaryKey: own.find(({ type }) => type === 'primary')?.columns ?? [],
    uniques: [
      ...own.filter(({ type }) => type === 'unique').map(named),
      ...uniqueIndexes.filter(({ predicate }) => predicate === null).map((index) => ({ name: index.name, columns: index.keys.map(({ column }) => column!) })),
    ],
    checks: own.filter(({ type }) => type === 'check' || type === 'exclusion').map(named),
    foreignKeys: own.filter((constraint) => constraint.type === 'foreign' && constraint.references !== null).map((constraint) => ({
      name: constraint.name, columns: constraint.columns, schema: constraint.references!.schema, table: constraint.references!.name,
      references: constraint.references!.columns, onDelete: constraint.onDelete ?? undefined,
    })),
  };
}
