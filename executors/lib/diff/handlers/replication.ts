import type { Publication, PublishedTable, Subscription } from '../../catalog/catalog';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { change } from '../change';
import { same, type Handler } from '../context';
import { drop } from '../targets';

export const publicationHandler: Handler<Publication> = {
  create(publication) {
    const what = publication.allTables ? ' FOR ALL TABLES' : members(publication.tables, publication.schemas);
    return [change('create', publication, `CREATE PUBLICATION ${quoteIdentifier(publication.name)}${what === '' || publication.allTables ? what : ` FOR ${what}`} WITH (${options(publication)})`)];
  },
  drop: (publication) => [change('drop', publication, drop(publication))],
  mustReplace: (from, to) => from.allTables !== to.allTables,
  alter(from, to, { from: facts, retyped, anew }) {
    const alter = `ALTER PUBLICATION ${quoteIdentifier(to.name)}`;
    const gone = from.tables.filter((table) => !to.tables.some((other) => qualify(other) === qualify(table)));
    // A table that a column list or a filter ties to a column which changes is taken out and put in again.
    const tied = facts.needs(from.id).some((id) => retyped.has(id) || anew.has(id));
    const changed = tied || to.tables.some((table) => from.tables.some((other) => qualify(other) === qualify(table) && !same(other, table)));
    const come = to.tables.filter((table) => !from.tables.some((other) => qualify(other) === qualify(table)));
    const lessSchemas = from.schemas.filter((schema) => !to.schemas.includes(schema));
    const moreSchemas = to.schemas.filter((schema) => !from.schemas.includes(schema));
    const away = [...(gone.length > 0 ? [`${alter} DROP ${drops(gone, lessSchemas)}`] : lessSchemas.length > 0 ? [`${alter} DROP ${drops([], lessSchemas)}`] : [])];
    const sql = [
      ...(options(from) === options(to) ? [] : [`${alter} SET (${options(to)})`]),
      ...(changed ? [`${alter} SET ${members(to.tables, to.schemas)}`] : come.length + moreSchemas.length > 0 ? [`${alter} ADD ${members(come, moreSchemas)}`] : []),
    ];
    const leaving = facts.needs(from.id).filter((id) => /^(table|column|schema):/.test(id));
    return [
      ...(away.length > 0 ? [change('follow', to, away, { beforeDropOf: leaving })] : []),
      ...(sql.length > 0 ? [change('alter', to, sql)] : []),
    ];
  },
};

function drops(tables: readonly PublishedTable[], schemas: readonly string[]): string {
  return [
    ...(tables.length > 0 ? [`TABLE ${tables.map((table) => qualify(table)).join(', ')}`] : []),
    ...(schemas.length > 0 ? [`TABLES IN SCHEMA ${schemas.map(quoteIdentifier).join(', ')}`] : []),
  ].join(', ');
}

function members(tables: readonly PublishedTable[], schemas: readonly string[]): string {
  const list = tables.map((table) => {
    const columns = table.columns === null ? '' : ` (${table.columns.map(quoteIdentifier).join(', ')})`;
    return `${qualify(table)}${columns}${table.where === null ? '' : ` WHERE (${table.where})`}`;
  });
  return [...(list.length > 0 ? [`TABLE ONLY ${list.join(', ONLY ')}`.replaceAll('ONLY ', '')] : []), ...(schemas.length > 0 ? [`TABLES IN SCHEMA ${schemas.map(quoteIdentifier).join(', ')}`] : [])].join(', ');
}

function options({ publish, viaRoot, generatedColumns }: Publication): string {
  return [
    `publish = ${quoteLiteral(publish.join(', '))}`, `publish_via_partition_root = ${viaRoot}`, ...(generatedColumns === 'stored' ? ['publish_generated_columns = stored'] : []),
  ].join(', ');
}

/** Without connecting: a migration makes no slot on another server and starts no copying. */
export const subscriptionHandler: Handler<Subscription> = {
  create(subscription) {
    const { name, connection, publications, slot } = subscription;
    const list = ['connect = false', ...(slot === null ? ['slot_name = NONE'] : [`slot_name = ${quoteLiteral(slot)}`]), ...subscription.options];
    const sql = `CREATE SUBSCRIPTION ${quoteIdentifier(name)} CONNECTION ${quoteLiteral(connection)} PUBLICATION ${publications.map(quoteIdentifier).join(', ')} WITH (${list.join(', ')})`;
    return [change('create', subscription, sql), ...(subscription.enabled ? [change('follow', subscription, `ALTER SUBSCRIPTION ${quoteIdentifier(name)} ENABLE`)] : [])];
  },
  drop(subscription) {
    const alter = `ALTER SUBSCRIPTION ${quoteIdentifier(subscription.name)}`;
    return [change('drop', subscription, [`${alter} DISABLE`, `${alter} SET (slot_name = NONE)`, drop(subscription)])];
  },
  alter(from, to) {
    const alter = `ALTER SUBSCRIPTION ${quoteIdentifier(to.name)}`;
    const changed = [
      ...to.options.filter((option) => !from.options.includes(option)),
      ...from.options.filter((option) => !to.options.some((other) => name(other) === name(option))).map((option) => `${name(option)} = ${DEFAULTS[name(option)]}`),
      ...(from.slot === to.slot ? [] : [`slot_name = ${to.slot === null ? 'NONE' : quoteLiteral(to.slot)}`]),
    ];
    const sql = [
      ...(from.enabled && !to.enabled ? [`${alter} DISABLE`] : []),
      ...(from.connection === to.connection ? [] : [`${alter} CONNECTION ${quoteLiteral(to.connection)}`]),
      ...(same(from.publications, to.publications) ? [] : [`${alter} SET PUBLICATION ${to.publications.map(quoteIdentifier).join(', ')} WITH (refresh = false)`]),
      ...(changed.length > 0 ? [`${alter} SET (${changed.join(', ')})`] : []),
      ...(!from.enabled && to.enabled ? [`${alter} ENABLE`] : []),
    ];
    return sql.length === 0 ? [] : [change('alter', to, sql)];
  },
};

const DEFAULTS: Readonly<Record<string, string>> = {
  binary: 'false', streaming: 'off', synchronous_commit: "'off'", two_phase: 'false', disable_on_error: 'false', password_required: 'true', run_as_owner: 'false',
  origin: "'any'", failover: 'false',
};

function name(option: string): string {
  return option.slice(0, option.indexOf(' ='));
}
