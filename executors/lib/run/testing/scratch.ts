import { connectServer, type ServerClient } from '../../postgres/server-client';
import type { TestServer } from './servers';

let count = 0;

/** A database of its own on a test server. */
export interface ScratchDatabase {
  readonly connection: string;
  /** A session of it, for looking and for disturbing. */
  readonly client: ServerClient;
  drop(): Promise<void>;
}

/** @param template database to copy, with nobody connected to it */
export async function scratchDatabase({ base }: TestServer, template?: string): Promise<ScratchDatabase> {
  const name = `backend_run_${process.pid}_${(count += 1)}`;
  const admin = await connectServer(`${base}postgres`);
  try {
    await admin.exec(`create database ${name} template ${template ?? 'template0'}`);
  } finally {
    await admin.close();
  }
  const connection = `${base}${name}`;
  const client = await connectServer(connection);
  return {
    connection, client,
    async drop() {
      await client.close();
      const last = await connectServer(`${base}postgres`);
      try {
        await last.exec(`drop database if exists ${name} with (force)`);
      } finally {
        await last.close();
      }
    },
  };
}

/** Schema and rows of a database in a comparable form, without the journal. */
export async function contents(client: ServerClient): Promise<string> {
  const { statePostgres } = require('../engines/postgres/state') as typeof import('../engines/postgres/state');
  const state = await statePostgres({ label: '', run: client.run, close: client.close }, '_backend_migrations');
  const tables = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema)' and tablename <> '_backend_migrations' order by 1",
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const [row] = await client.query<{ digest: string }>(`select md5(string_agg(t::text, ',' order by t::text)) as digest from ${name} t`);
    rows.push(`${name} ${row!.digest}`);
  }
  return [state, ...rows].join('\n');
}

/** Indexes that an interrupted CONCURRENTLY left. */
export async function invalidIndexes(client: ServerClient): Promise<string[]> {
  return (await client.query<{ name: string }>('select indexrelid::regclass::text as name from pg_index where not indisvalid')).map(({ name }) => name);
}
