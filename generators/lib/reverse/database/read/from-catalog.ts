import type { Catalog, Column as CatalogColumn, Constraint, Table } from '../../../../../executors/lib/catalog/catalog';
import type { Column, Database, Relation } from '../database';
import { groupBy } from '../group-by';
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

type Constraints = Pick<Relation, 'primaryKey' | 'uniques' | 'foreignKeys' | 'checks'>;

function constraintsOf(table: Table, catalog: Catalog): Constraints {
  const own = constraintsNamed(table, catalog);
  const partitions = catalog.tables.filter(({ partitionOf }) => partitionOf?.schema === table.schema && partitionOf.name === table.name).map((partition) => constraintsNamed(partition, catalog));
  const [first, ...others] = partitions;
  const unique = catalog.indexes.filter((index) => index.schema === table.schema && index.table === table.name && index.unique && index.constraint === null && index.predicate === null && index.keys.every(({ column }) => column !== null));
  // Before PostgreSQL 12 foreign keys stood on partitions alone; what all of them have holds for the table.
  const lifted = (first?.foreign ?? []).filter((key) => others.every(({ foreign }) => foreign.some((other) => sameKey(key, other))) && !own.foreign.some((other) => sameKey(key, other)));
  return {
    primaryKey: own.primary?.columns ?? [],
    uniques: [...own.unique.map(named), ...unique.map((index) => ({ name: index.name, columns: index.keys.map(({ column }) => column!) }))],
    // Violations name the constraint of the partition, or of the domain.
    checks: [...(own.primary ? [named(own.primary)] : []), ...own.check.map(named), ...partitions.flatMap(({ all }) => all.map(named)), ...domainChecks(table, catalog)],
    foreignKeys: [...own.foreign, ...lifted].map((constraint) => ({
      name: constraint.name, columns: constraint.columns, schema: constraint.references!.schema, table: constraint.references!.name,
      references: constraint.references!.columns, onDelete: constraint.onDelete ?? undefined,
    })),
  };
}

function constraintsNamed({ schema, name }: Table, catalog: Catalog) {
  const all = catalog.constraints.filter((constraint) => constraint.schema === schema && constraint.table === name);
  return {
    all, primary: all.find(({ type }) => type === 'primary'), unique: all.filter(({ type }) => type === 'unique'),
    check: all.filter(({ type }) => type === 'check' || type === 'exclusion'), foreign: all.filter(({ type, references }) => type === 'foreign' && references !== null),
  };
}

function named({ name, columns }: Constraint): { name: string; columns: readonly string[] } {
  return { name, columns };
}

function sameKey(a: Constraint, b: Constraint): boolean {
  const text = ({ columns, references }: Constraint): string => JSON.stringify([columns, references!.schema, references!.name, references!.columns]);
  return text(a) === text(b);
}

function domainChecks({ columns }: Table, catalog: Catalog): { name: string; columns: readonly string[] }[] {
  const used = columns.flatMap((column) => (domainOf(column.type, catalog)?.constraints ?? []).map(({ name }) => ({ name, column: column.name })));
  return [...groupBy(used, ({ name }) => name)].map(([name, uses]) => ({ name, columns: uses.map(({ column }) => column) }));
}
