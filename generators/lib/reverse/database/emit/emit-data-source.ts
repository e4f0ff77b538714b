import type { Code, ImportExtension } from '../../../code';
import { code, join, Name } from '../../../code';
import type { Dialect } from '../database';
import type { Resource } from '../resources/resource';

const CONNECTIONS: Readonly<Record<Dialect, Code>> = {
  postgres: code`type: 'postgres',
url: process.env['DATABASE_URL'] ?? '',`,
  mysql: code`type: 'mysql',
url: process.env['DATABASE_URL'] ?? '',
charset: 'utf8mb4',`,
  sqlite: code`type: 'better-sqlite3',
database: process.env['DATABASE_FILE'] ?? 'database.sqlite',`,
};

/** `data-source.ts`, written once: the connection comes from the environment, never from here. */
export function emitDataSource(dialect: Dialect, extension: ImportExtension): Code {
  return code`import { DataSource } from 'typeorm';
import { entities } from ${`./entities/index${extension}`};

/** The first query opens it; call \`initialize()\` at start to fail early, and \`destroy()\` to stop. */
export const dataSource = new DataSource({
  ${CONNECTIONS[dialect]}
  entities,
  synchronize: false, // the database leads; its schema changes by migrations
});`;
}

/** `entities/index.ts`: every entity, for the data source. */
export function emitEntityIndex(resources: readonly Resource[], extension: ImportExtension): Code {
  const sorted = [...resources].sort((a, b) => (a.entityFile < b.entityFile ? -1 : 1));
  return code`${join(sorted.map(({ entity, entityFile }) => code`import { ${new Name(entity)} } from ${`./${entityFile}${extension}`};`))}

export { ${join(sorted.map(({ entity }) => new Name(entity)), ', ')} };

export const entities = [
  ${join(sorted.map(({ entity }) => code`${new Name(entity)},`))}
];`;
}
