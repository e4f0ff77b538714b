import type { Index } from '../../catalog/catalog';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { same, type DiffContext, type Handler } from '../context';
import { canonicalSql } from '../equal-sql';
import { attachParts, attachToParent, findsItsParts, goesWithParentIndex, hasConstraintBelow, waitsForAttachment } from '../index-trees';
import { relationOf } from '../targets';
import { attachId, detachId } from './table';
import { changeOptions } from './options';

export const indexHandler: Handler<Index> = {
  create(index, context) {
    if (index.constraint !== null) return details(index, undefined);
    // ON ONLY is how PostgreSQL prints the index of a partitioned table; its partitions' come first, by their names, and are joined to it.
    const parts = context.to.partsOf(index.id).map(({ id }) => id);
    const sql = findsItsParts(index, context) ? [index.definition.replace(` ON ONLY ${relationOf(index)}`, () => ` ON ${relationOf(index)}`)] : [index.definition, ...attachParts(index, context)];
    const after = waitsForAttachment(index, context) ? [attachId({ schema: index.schema, name: index.table })] : parts;
    return [change('create', index, [...sql, ...attachToParent(index, undefined, context)], { after }), ...details(index, undefined)];
  },
  drop(index, context) {
    if (index.constraint !== null || goesWithParentIndex(index, context)) return [];
    return [change('drop', index, `DROP INDEX ${qualify(index)}${hasConstraintBelow(index, context.from) ? ' CASCADE' : ''}`, { after: [detachId({ schema: index.schema, name: index.table })] })];
  },
  mustReplace: (from, to, context) => from.constraint === null && to.constraint === null ? !same(shape(from, context), shape(to, context)) : (from.constraint === null) !== (to.constraint === null),
  alter: (from, to, context) => [
    ...inPlace(to, attachToParent(to, from, context)),
    ...(to.constraint === null || same(from.options, to.options) ? inPlace(to, changeOptions(`ALTER INDEX ${qualify(to)}`, from.options, to.options)) : []),
    ...(from.tablespace === to.tablespace ? [] : [change('alter', to, `ALTER INDEX ${qualify(to)} SET TABLESPACE ${quoteIdentifier(to.tablespace ?? 'pg_default')}`)]),
    ...details(to, from),
  ],
};

function inPlace(index: Index, sql: readonly string[]): Change[] {
  return sql.length === 0 ? [] : [change('alter', index, sql)];
}

/** What makes it another index. */
function shape(index: Index, { from }: DiffContext): unknown {
  const { method, unique, nullsNotDistinct, keys, include, predicate, table } = index;
  // That of a partitioned table becomes valid with its last part.
  const valid = from.table(index.schema, table)?.partitionKey != null || index.valid;
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
