import { quoteLiteral } from '../../catalog/quote';
import { JOURNAL_COMMENT } from '../../sources/bookkeeping';
import type { Engine, Session } from '../engine';
import { DIALECTS } from './dialect';
import { COLUMNS, toJournalRow, type Direction, type JournalRow } from './row';

/** Rows that say at which statement boundary a database stands. Its writes join the transaction that is open. */
export interface Journal {
  /** Qualified and quoted. */
  readonly table: string;
  exists(): Promise<boolean>;
  create(): Promise<void>;
  /** The rows of step 0, in the order of application. */
  heads(): Promise<readonly JournalRow[]>;
  /** All rows of a migration in one direction, by step. */
  read(migration: string, direction: Direction): Promise<readonly JournalRow[]>;
  put(rows: readonly JournalRow[]): Promise<void>;
  /** Removes the rows after a step, or all of them. */
  remove(migration: string, direction: Direction, after?: number): Promise<void>;
}

export interface JournalPlace {
  readonly table: string;
  /** PostgreSQL only. */
  readonly schema?: string;
}

const KEYS = ['migration', 'direction', 'step'];
/** Rows of one INSERT: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const BATCH = 500;

export function openJournal(engine: Engine['name'], session: Session, { table: name, schema }: JournalPlace): Journal {
  const { quote, parameter, replace, types, tableExists, schemas } = DIALECTS[engine];
  const place = schemas ? schema ?? 'public' : undefined;
  const table = place === undefined ? quote(name) : `${quote(place)}.${quote(name)}`;
  const columns = COLUMNS.map(([column]) => column);
  const list = columns.map(quote).join(', ');
  const tail = replace(KEYS, columns.filter((column) => !KEYS.includes(column)));

  const journal: Journal = {
    table,
    async exists() {
      const { sql, parameters } = tableExists(place, name);
      return (await session.run(sql, parameters)).rows.length > 0;
    },
    async create() {
      // Asked first: IF NOT EXISTS wants the privilege to create even where there is nothing to do.
      if (await journal.exists()) return;
      if (place !== undefined && (await session.run('select 1 from pg_catalog.pg_namespace where nspname = $1', [place])).rows.length === 0) {
        await session.run(`create schema ${quote(place)}`);
      }
      await session.run(`create table ${table} (${COLUMNS.map(([column]) => `${quote(column)} ${typeOf(column, types)}`).join(', ')}, primary key (${KEYS.map(quote).join(', ')}))`);
      if (engine === 'postgres') await session.run(`comment on table ${table} is ${quoteLiteral(JOURNAL_COMMENT)}`);
    },
    async heads() {
      return (await session.run(`select ${list} from ${table} where ${quote('step')} = 0 order by ${quote('sequence')}, ${quote('migration')}`)).rows.map(toJournalRow);
    },
    async read(migration, direction) {
      const where = `${quote('migration')} = ${parameter(1)} and ${quote('direction')} = ${parameter(2)}`;
      return (await session.run(`select ${list} from ${table} where ${where} order by ${quote('step')}`, [migration, direction])).rows.map(toJournalRow);
    },
    async put(rows) {
      for (let from = 0; from < rows.length; from += BATCH) {
        const batch = rows.slice(from, from + BATCH);
        const values = batch.map((_, r) => `(${columns.map((_column, c) => parameter(r * columns.length + c + 1)).join(', ')})`);
        const parameters = batch.flatMap((row) => COLUMNS.map(([, property]) => row[property] ?? null));
        await session.run(`insert into ${table} (${list}) values ${values.join(', ')} ${tail}`, parameters);
      }
    },
    async remove(migration, direction, after = -1) {
      const where = `${quote('migration')} = ${parameter(1)} and ${quote('direction')} = ${parameter(2)} and ${quote('step')} > ${parameter(3)}`;
      await session.run(`delete from ${table} where ${where}`, [migration, direction, after]);
    },
  };
  return journal;
}

function typeOf(column: string, { key, word, text }: { key: string; word: string; text: string }): string {
  if (column === 'migration') return `${key} not null`;
  if (column === 'step') return 'integer not null';
  if (column === 'affected' || column === 'sequence') return 'bigint';
  if (/^(direction|state|digest)$/.test(column)) return `${word} not null`;
  return /_at$/.test(column) ? word : text;
}
