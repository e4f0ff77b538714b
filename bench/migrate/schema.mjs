/**
 * A made-up schema of any size, as a product's would be: about ten columns a table, two foreign keys, three
 * indexes, checks, comments; an enum, a view and a function for each twenty tables, in schemas of fifty tables.
 * The second version differs in one table of twenty: columns made, widened and gone, a check and an index changed.
 */
const TYPES = ['text', 'integer', 'bigint', 'numeric(12,2)', 'timestamp with time zone', 'boolean', 'uuid', 'jsonb', 'character varying(80)', 'date'];
const PER_SCHEMA = 50;
const PER_GROUP = 20;

/** Names and columns of each table, for whoever writes them in another form than SQL. */
export function describeTables(count, version) {
  return Array.from({ length: count }, (_, n) => describeTable(n, version));
}

function describeTable(n, version) {
  const changed = version === 2 && n % PER_GROUP === 7;
  const columns = [
    { name: 'id', type: 'bigint', primary: true },
    { name: 'code', type: `character varying(${changed ? 60 : 40})`, notNull: true },
    { name: 'amount', type: changed ? 'bigint' : 'integer', notNull: true, default: '0' },
    { name: 'created_at', type: 'timestamp with time zone', notNull: true, default: 'now()' },
    { name: 'parent_id', type: 'bigint', references: tableName(Math.floor(n * 0.618)) },
    { name: 'owner_id', type: 'bigint', references: tableName(n >> 1) },
    ...Array.from({ length: 4 }, (_, i) => ({ name: `field_${i}`, type: TYPES[(n + i * 3) % TYPES.length], notNull: i === 0 && (n + i) % 3 === 0 })),
    ...(changed ? [{ name: 'added', type: 'text' }] : []),
  ];
  return {
    ...tableName(n), columns: changed ? columns.filter(({ name }) => name !== 'field_3') : columns,
    indexes: [
      { name: `t${n}_parent_idx`, columns: ['parent_id'] }, { name: `t${n}_owner_idx`, columns: changed ? ['owner_id', 'amount'] : ['owner_id', 'created_at'] },
      { name: `t${n}_code_key`, columns: ['code'], unique: true },
    ],
    check: { name: `t${n}_amount_check`, expression: `amount >= ${changed ? 1 : 0}` },
    comment: n % 3 === 0 ? `Table ${n}, of group ${Math.floor(n / PER_GROUP)}` : undefined,
  };
}

function tableName(n) {
  return { schema: `area_${Math.floor(n / PER_SCHEMA)}`, name: `t${n}` };
}

/** The schema as a script; version 1 or 2. */
export function schemaSql(count, version) {
  const tables = describeTables(count, version);
  const schemas = [...new Set(tables.map(({ schema }) => schema))].map((name) => `CREATE SCHEMA ${name};`);
  const groups = Array.from({ length: Math.ceil(count / PER_GROUP) }, (_, group) => groupSql(tables[group * PER_GROUP], group, version));
  return [...schemas, ...tables.map(tableSql), ...tables.flatMap(keysSql), ...groups].join('\n');
}

function tableSql({ schema, name, columns, check, comment, indexes }) {
  const lines = columns.map((column) => `  ${column.name} ${column.type}${column.primary ? ' PRIMARY KEY' : ''}${column.notNull ? ' NOT NULL' : ''}${column.default ? ` DEFAULT ${column.default}` : ''}`);
  return [
    `CREATE TABLE ${schema}.${name} (\n${[...lines, `  CONSTRAINT ${check.name} CHECK (${check.expression})`].join(',\n')}\n);`,
    ...indexes.map((index) => `CREATE${index.unique ? ' UNIQUE' : ''} INDEX ${index.name} ON ${schema}.${name} (${index.columns.join(', ')});`),
    ...(comment ? [`COMMENT ON TABLE ${schema}.${name} IS '${comment}';`] : []),
  ].join('\n');
}

function keysSql({ schema, name, columns }) {
  return columns.filter(({ references }) => references).map((column) =>
    `ALTER TABLE ${schema}.${name} ADD CONSTRAINT ${name}_${column.name}_fkey FOREIGN KEY (${column.name}) REFERENCES ${column.references.schema}.${column.references.name} (id);`);
}

function groupSql({ schema, name }, group, version) {
  const more = version === 2 && group % 4 === 1;
  return [
    `CREATE TYPE ${schema}.state_${group} AS ENUM ('open', 'closed'${more ? ", 'void'" : ''});`,
    `CREATE VIEW ${schema}.recent_${group} AS SELECT id, code, amount FROM ${schema}.${name} WHERE amount > ${more ? 5 : 3};`,
    `CREATE FUNCTION ${schema}.twice_${group}(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';`,
  ].join('\n');
}
