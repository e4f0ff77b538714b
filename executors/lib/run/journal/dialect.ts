import { quoteIdentifier } from '../../catalog/quote';
import type { Engine } from '../engine';

/** The few things in which the journal's SQL differs between databases. */
export interface Dialect {
  quote(name: string): string;
  /** The n-th parameter, from 1. */
  parameter(n: number): string;
  /** What follows INSERT … VALUES so that an existing row is replaced. */
  replace(keys: readonly string[], others: readonly string[]): string;
  readonly types: { readonly key: string; readonly word: string; readonly text: string };
  /** A query with one row where the table exists; parameters: schema (where there are schemas), table. */
  readonly tableExists: (schema: string | undefined, table: string) => { readonly sql: string; readonly parameters: readonly unknown[] };
  /** Whether a session's tables live in schemas that may have to be made. */
  readonly schemas: boolean;
}

const onConflict = (quote: (name: string) => string) => (keys: readonly string[], others: readonly string[]) =>
  `on conflict (${keys.map(quote).join(', ')}) do update set ${others.map((name) => `${quote(name)} = excluded.${quote(name)}`).join(', ')}`;

const double = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const backtick = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

export const DIALECTS: Readonly<Record<Engine['name'], Dialect>> = {
  postgres: {
    quote: quoteIdentifier, parameter: (n) => `$${n}`, replace: onConflict(quoteIdentifier), schemas: true,
    types: { key: 'text', word: 'text', text: 'text' },
    tableExists: (schema, table) => ({ sql: 'select 1 from pg_catalog.pg_tables where schemaname = $1 and tablename = $2', parameters: [schema, table] }),
  },
  mysql: {
    quote: backtick, parameter: () => '?', schemas: false,
    replace: (_keys, others) => `on duplicate key update ${others.map((name) => `${backtick(name)} = values(${backtick(name)})`).join(', ')}`,
    types: { key: 'varchar(255) collate utf8mb4_bin', word: 'varchar(64)', text: 'longtext' },
    tableExists: (_schema, table) => ({ sql: 'select 1 from information_schema.tables where table_schema = database() and table_name = ?', parameters: [table] }),
  },
  sqlite: {
    quote: double, parameter: () => '?', replace: onConflict(double), schemas: false,
    types: { key: 'text', word: 'text', text: 'text' },
    tableExists: (_schema, table) => ({ sql: "select 1 from sqlite_master where type = 'table' and name = ?", parameters: [table] }),
  },
};
