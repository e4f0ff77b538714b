import { randomBytes } from 'node:crypto';
import { dropSubscriptions } from './drop-subscriptions';
import { openEmbedded } from './embedded';
import { connectServer } from './server-client';
import type { SqlClient } from './sql-client';

/** A place for scratch databases: embedded, or a server that the user lent. */
export interface Shadow {
  /**
   * Opens an empty database of its own; closing it removes it.
   * @param extensions what CREATE EXTENSION shall find there; an embedded one has no other
   */
  createDatabase(extensions?: Iterable<string>): Promise<SqlClient>;
}

/** Scratch databases in an embedded PostgreSQL: no server, no network. */
export function embeddedShadow({ onDisk = false }: { readonly onDisk?: boolean } = {}): Shadow {
  return { createDatabase: (extensions) => openEmbedded({ extensions, onDisk }) };
}

/** Scratch databases on a server (`--shadow=<connection>`), whose user may create databases. */
export function serverShadow(connection: string): Shadow {
  return {
    async createDatabase() {
      const name = `backend_shadow_${process.pid}_${randomBytes(4).toString('hex')}`;
      const admin = await connectServer(connection);
      try {
        await admin.exec(`CREATE DATABASE "${name}" TEMPLATE template0`);
        const client = await connectServer(connection, { database: name });
        return {
          ...client,
          async close() {
            // A session that is broken cannot; then dropping the database says why.
            await dropSubscriptions(client).catch(() => undefined);
            await client.close();
            try {
              await admin.exec(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
            } finally {
              await admin.close();
            }
          },
        };
      } catch (error) {
        await admin.close();
        throw error;
      }
    },
  };
}
