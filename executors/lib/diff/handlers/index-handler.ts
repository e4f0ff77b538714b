import type { Index } from '../../catalog/catalog';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isDropped, same, type Handler } from '../context';
import { canonicalSql } from '../equal-sql';
import { relationOf } from '../targets';
import { changeOptions } from './options';

export const indexHandler: Handler<Index> = {
  create(index, context) {
    if (index.constraint !== null) return details(index, undefined);
    // ON ONLY is how PostgreSQL prints the index of a partitioned table; its partitions' come first, by their names, and are joined to it.
    const parts = context.to.partsOf(index.id).map(({ id }) => id);
    const sql = index.valid ? index.definition.replace(` ON ONLY ${relationOf(index)}`, ` ON ${relationOf(index)}`) : index.definition;
    return [change('create', index, sql, { after: parts }), ...details(index, undefined)];
  },
  drop(index, context) {
    if (index.constraint !== null || (index.parent !== null && isDropped(index.parent, context))) return [];
    return [change('drop', index, `DROP INDEX ${qualify(index)}`)];
  },
  mustReplace: (from, to) => from.constraint === null && to.constraint === null ? !same(shape(from), shape(to)) : (from.constraint === null) !== (to.constraint === null),
  alter: (from, to) => [
    ...(to.constraint === null || same(from.options, to.options) ? inPlace(to, changeOptions(`ALTER INDEX ${qualify(to)}`, from.options, to.options)) : []),
    ...(from.tablespace === to.tablespace ? [] : [change('alter', to, `ALTER INDEX ${qualify(to)} SET TABLESPACE ${quoteIdentifier(to.tablespace ?? 'pg_default')}`)]),
    ...details(to, from),
  ],
};

function inPlace(index: Index, sql: readonly string[]): Change[] {
  return sql.length === 0 ? [] : [change('alter', index, sql)];
}

/** What makes it another index. */
function shape(index: Index): unknown {
  const { method, unique, nullsNotDistinct, keys, include, predicate, table, valid } = index;
  return { method, unique, nullsNotDistinct, keys, include, predicate: predicate === null ? null : canonicalSql(predicate), table, valid };
}

function details(index: Index, before: Index | undefined): Change[] {
  const sql = [
    ...index.keyStatistics.filter((wanted) => !before?.keyStatistics.some((known) => same(known, wanted))).map(({ key, value }) => `ALTER INDEX ${qualify(index)} ALTER COLUMN ${key} SET STATISTICS ${value}`),
    ...(before?.keyStatistics ?? []).filter(({ key }) => !index.keyStatistics.some((other) => other.key === key)).map(({ key }) => `ALTER INDEX ${qualify(index)} ALTER COLUMN ${key} SET STATISTICS -1`),
    ...(index.clustered && !before?.clustered ? [`ALTER TABLE ${relationOf(index)} CLUSTER ON ${quoteIdentifier(index.name)}`] : []),
    ...(before?.clustered && !index.clustered ? [`ALTER TABLE ${relationOf(index)} SET WITHOUT CLUSTER`] : []),
  ];
  return sql.length === 0 ? [] : [change('follow', index, sql)];
}
