/**
 * The tables of schema.mjs as TypeORM's entities, with the names that the script gives. A module of CommonJS,
 * for a data source to require: TypeORM is its own.
 */
const ON_DELETE = 'NO ACTION';

/** @param tables of describeTables */
exports.entitiesOf = function entitiesOf(tables, { EntitySchema }) {
  return tables.map((table) => new EntitySchema({
    name: table.name, schema: table.schema, tableName: table.name, ...(table.comment && { comment: table.comment }),
    columns: Object.fromEntries(table.columns.map((column) => [column.name, columnOf(column)])),
    indices: table.indexes.map(({ name, columns, unique = false }) => ({ name, columns, unique })),
    checks: [table.check],
    foreignKeys: table.columns.filter(({ references }) => references).map((column) => ({
      name: `${table.name}_${column.name}_fkey`, target: column.references.name, columnNames: [column.name], referencedColumnNames: ['id'], onDelete: ON_DELETE, onUpdate: ON_DELETE,
    })),
  }));
};

function columnOf({ type, primary = false, notNull = false, default: value }) {
  const [, name, length] = /^(.*?)(?:\(([\d,]+)\))?$/.exec(type);
  const numbers = length?.split(',').map(Number) ?? [];
  return {
    type: name, primary, nullable: !primary && !notNull, ...(value !== undefined && { default: () => value }),
    ...(name === 'numeric' ? { precision: numbers[0], scale: numbers[1] } : length !== undefined && { length }),
    ...(primary && { primaryKeyConstraintName: undefined }),
  };
}
