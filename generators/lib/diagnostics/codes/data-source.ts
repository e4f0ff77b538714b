import type { DiagnosticFact } from './fact';

/** Loading a TypeORM data source, and the schemas that migrations are made between. */
export const DATA_SOURCE_CODES = {
  BACKEND_DATA_SOURCE_NOT_FOUND: { severity: 'error', title: 'The file of the data source does not exist' },
  BACKEND_DATA_SOURCE_TYPEORM: { severity: 'error', title: 'TypeORM is missing or of an unsupported version' },
  BACKEND_DATA_SOURCE_NO_EXPORT: { severity: 'error', title: 'The file exports no data source' },
  BACKEND_DATA_SOURCE_AMBIGUOUS: { severity: 'error', title: 'The file exports several data sources' },
  BACKEND_DATA_SOURCE_FAILED: { severity: 'error', title: 'Code of the data source, an entity or a migration failed' },
  BACKEND_DATA_SOURCE_TRACE: { severity: 'info', title: "Where the data source's code failed, frame by frame" },
  BACKEND_DATA_SOURCE_ENDED: { severity: 'error', title: 'Code of the data source ended the process' },
  BACKEND_DATA_SOURCE_NO_ENTITIES: { severity: 'error', title: 'The data source has no entities' },
  BACKEND_DATA_SOURCE_NO_MIGRATIONS: { severity: 'warning', title: "The data source's patterns match no migrations" },
  BACKEND_DATA_SOURCE_DATABASE: { severity: 'error', title: 'The data source is for a database that this cannot be done with' },
  BACKEND_DATA_SOURCE_SHADOW: { severity: 'error', title: 'A MySQL or MariaDB data source needs a server for scratch databases' },
  BACKEND_SHADOW_EXTENSION: { severity: 'error', title: 'The embedded PostgreSQL lacks an extension' },
  BACKEND_SCHEMA_SOURCE: { severity: 'error', title: 'A schema cannot be read from what an option names' },
  BACKEND_SCHEMA_CONNECTION: { severity: 'error', title: 'A database server does not answer or refuses' },
  BACKEND_SCHEMA_PGLITE: { severity: 'error', title: 'A PGlite data directory cannot be opened' },
  BACKEND_SCHEMA_CATALOG: { severity: 'error', title: 'A file is no stored catalog' },
  BACKEND_SCHEMA_SQL_SYNTAX: { severity: 'error', title: "A script is not PostgreSQL's SQL" },
  BACKEND_SCHEMA_SQL_FAILED: { severity: 'error', title: 'PostgreSQL refuses a statement of a script' },
  BACKEND_SCHEMA_SQL_SKIPPED: { severity: 'info', title: 'A statement of a script was passed over' },
  BACKEND_GENERATE_OPTION: { severity: 'error', title: 'Options of migrate-generate do not fit together' },
  BACKEND_GENERATE_UNPROVED: { severity: 'error', title: 'A migration was not proved, so it was not written' },
  BACKEND_GENERATE_KEPT: { severity: 'warning', title: 'A table that no entity has was kept' },
  BACKEND_GENERATE_IGNORED: { severity: 'info', title: 'A statement that TypeORM would repeat for ever was left out' },
} as const satisfies Record<string, DiagnosticFact>;
