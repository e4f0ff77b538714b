import type { SqlClient } from '../postgres/sql-client';
import type { Catalog } from './catalog';
import { readEventTriggers, readPolicies, readRules, readTriggers } from './read-behaviour';
import { readColumns } from './read-columns';
import { readConstraints } from './read-constraints';
import { readDependencies } from './read-dependencies';
import { readForeignDataWrappers, readServers, readUserMappings } from './read-foreign-data';
import { readIndexes, readStatistics } from './read-indexes';
import { readDefaultPrivileges, readExtensions, readSchemas } from './read-namespaces';
import { readPublications, readSubscriptions } from './read-replication';
import { readAggregates, readRoutines } from './read-routines';
import { readSequences } from './read-sequences';
import { readTables } from './read-tables';
import { readCollations, readTextSearch } from './read-text-search';
import { readComposites, readDomains, readEnums, readRanges, rememberDerivedTypes } from './read-types';
import { readUnsupported } from './read-unsupported';
import { readViews } from './read-views';
import { createReader } from './reader';

export interface ReadCatalogOptions {
  /** Also sizes, scans and sequence positions; they are no part of a fingerprint. Default: false. */
  readonly sizes?: boolean;
  /** The session is inside a transaction already, which must go on. Default: false, a read-only transaction of its own. */
  readonly inTransaction?: boolean;
}

/** Reads what a database (PostgreSQL 13 and later) holds, one query for each kind; throws `SqlFailure`. */
export async function readCatalog(client: SqlClient, { sizes = false, inTransaction = false }: ReadCatalogOptions = {}): Promise<Catalog> {
  if (!inTransaction) await client.exec('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    // Text is printed with qualified names only where the search_path does not reach them.
    const [before] = await client.query<{ path: string }>(`SELECT pg_catalog.current_setting('search_path') AS path`);
    await client.query(`SELECT pg_catalog.set_config('search_path', '', true)`);
    const catalog = await readAll(client, sizes);
    await client.query(`SELECT pg_catalog.set_config('search_path', $1, true)`, [before!.path]);
    return catalog;
  } finally {
    if (!inTransaction) await client.exec('ROLLBACK');
  }
}

async function readAll(client: SqlClient, sizes: boolean): Promise<Catalog> {
  const [server] = await client.query<{ version: string; user: string }>(`SELECT current_setting('server_version_num') AS version, current_user::text AS "user"`);
  const serverVersion = Number(server!.version);
  const reader = createReader(client, serverVersion, sizes);
  const schemas = await readSchemas(reader);
  const extensions = await readExtensions(reader);
  const columns = await readColumns(reader);
  const tables = await readTables(reader, columns);
  const views = await readViews(reader, columns);
  const constraints = await readConstraints(reader);
  const objects = {
    schemas, extensions, tables, constraints,
    indexes: await readIndexes(reader), sequences: await readSequences(reader), statistics: await readStatistics(reader), views,
    enums: await readEnums(reader), domains: await readDomains(reader), composites: await readComposites(reader, columns), ranges: await readRanges(reader),
    routines: await readRoutines(reader), aggregates: await readAggregates(reader), collations: await readCollations(reader), textSearch: await readTextSearch(reader),
    triggers: await readTriggers(reader), eventTriggers: await readEventTriggers(reader), rules: await readRules(reader), policies: await readPolicies(reader),
    publications: await readPublications(reader), subscriptions: await readSubscriptions(reader),
    foreignDataWrappers: await readForeignDataWrappers(reader), servers: await readServers(reader), userMappings: await readUserMappings(reader),
    defaultPrivileges: await readDefaultPrivileges(reader), unsupported: await readUnsupported(reader),
  };
  await rememberDerivedTypes(reader);
  return { format: 1, serverVersion, currentUser: server!.user, ...objects, dependencies: await readDependencies(reader, objects) };
}
