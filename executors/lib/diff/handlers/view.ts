import type { View } from '../../catalog/catalog';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { change, type Change } from '../change';
import { same, type Handler } from '../context';
import { equalSql } from '../equal-sql';
import { changeGrants, columnGrants } from '../grants';
import { drop, target } from '../targets';
import { changeOptions, writeOptions } from './options';

export const viewHandler: Handler<View> = {
  create: (view) => [change('create', view, createView(view)), ...columns(view, undefined)],
  drop: (view) => [change('drop', view, drop(view))],
  mustReplace(from, to, context) {
    if (from.kind === 'materialized-view') return !equalSql(from.definition, to.definition);
    const shape = (view: View) => view.columns.map(({ name, type, collation }) => ({ name, type, collation }));
    // CREATE OR REPLACE adds columns at the end and changes none.
    return !same(shape(from), shape(to).slice(0, from.columns.length)) || (!equalSql(from.definition, to.definition) && context.from.needs(from.id).some((id) => context.retyped.has(id)));
  },
  alter(from, to) {
    const alter = `ALTER ${target(to)}`;
    const sql = equalSql(from.definition, to.definition) ? changeOptions(alter, from.options, to.options) : [createView(to, 'OR REPLACE ')];
    const late = [
      ...(equalSql(from.definition, to.definition) || from.options.every((option) => to.options.includes(option)) ? [] : changeOptions(alter, from.options, to.options).filter((text) => text.includes(' RESET '))),
      ...(from.populated === to.populated ? [] : [`REFRESH MATERIALIZED VIEW ${qualify(to)}${to.populated ? '' : ' WITH NO DATA'}`]),
      ...(from.accessMethod === to.accessMethod ? [] : [`${alter} SET ACCESS METHOD ${quoteIdentifier(to.accessMethod ?? 'heap')}`]),
      ...(from.tablespace === to.tablespace ? [] : [`${alter} SET TABLESPACE ${quoteIdentifier(to.tablespace ?? 'pg_default')}`]),
    ];
    return [...(sql.length + late.length > 0 ? [change('alter', to, [...sql, ...late])] : []), ...columns(to, from)];
  },
};

function createView(view: View, replace = ''): string {
  const options = view.options.length > 0 ? ` WITH (${writeOptions(view.options)})` : '';
  if (view.kind === 'view') return `CREATE ${replace}VIEW ${qualify(view)}${options} AS\n${view.definition}`;
  const method = view.accessMethod === null ? '' : ` USING ${quoteIdentifier(view.accessMethod)}`;
  const space = view.tablespace === null ? '' : ` TABLESPACE ${quoteIdentifier(view.tablespace)}`;
  return `CREATE MATERIALIZED VIEW ${qualify(view)}${method}${options}${space} AS\n${view.definition}\nWITH ${view.populated ? '' : 'NO '}DATA`;
}

/** Defaults, comments and privileges of its columns. */
function columns(view: View, before: View | undefined): Change[] {
  return view.columns.flatMap((column) => {
    const old = before?.columns.find(({ name }) => name === column.name);
    const name = `${qualify(view)}.${quoteIdentifier(column.name)}`;
    const alter = `ALTER VIEW ${qualify(view)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
    const sql = [
      ...((old?.default ?? null) === column.default ? [] : [column.default === null ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${column.default}`]),
      ...((old?.comment ?? null) === column.comment ? [] : [`COMMENT ON COLUMN ${name} IS ${column.comment === null ? 'NULL' : quoteLiteral(column.comment)}`]),
      ...changeGrants({ ...column, table: view } as never, columnGrants(old?.grants ?? [], before?.grants ?? [], view.grants), column.grants),
    ];
    return sql.length === 0 ? [] : [change('follow', column, sql, { after: [view.id] })];
  });
}
