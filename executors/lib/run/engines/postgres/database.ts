import { redactConnection } from '../../../postgres/redact-connection';
import { connectServer } from '../../../postgres/server-client';
import type { Database } from '../../database';
import { postgresEngine } from '.';

/** A PostgreSQL server by its connection string. */
export function postgresDatabase(connection: string, journal: string): Database {
  return {
    engine: postgresEngine(journal),
    label: redactConnection(connection),
    async open() {
      const { label, run, close } = await connectServer(connection);
      return { label, run, close };
    },
  };
}
