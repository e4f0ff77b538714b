import type { UserDataSource } from './typeorm-types';

const BY_TYPE: Readonly<Record<string, string>> = { citext: 'citext', hstore: 'hstore', cube: 'cube', ltree: 'ltree', geometry: 'postgis', geography: 'postgis', vector: 'vector', halfvec: 'vector' };

/** Extensions that TypeORM will ask for when it connects, as its PostgreSQL driver tells by the entities. */
export function neededExtensions(source: UserDataSource): Set<string> {
  const { uuidExtension = 'uuid-ossp', extensions = [] } = source.options as { uuidExtension?: string; extensions?: string[] };
  const columns = source.entityMetadatas.flatMap((entity) => entity.columns);
  return new Set([
    ...extensions,
    ...(columns.some(({ generationStrategy }) => generationStrategy === 'uuid') ? [uuidExtension] : []),
    ...columns.flatMap(({ type }) => (typeof type === 'string' && BY_TYPE[type] !== undefined ? [BY_TYPE[type]] : [])),
    ...(source.entityMetadatas.some(({ exclusions }) => exclusions.length > 0) ? ['btree_gist'] : []),
  ]);
}

/** Names that a statement creates extensions by, as PostgreSQL's own grammar reads it. */
export function createdExtensions(query: string): string[] {
  if (!/extension/i.test(query)) return [];
  try {
    const { parseSync } = require('libpg-query') as typeof import('libpg-query');
    return (parseSync(query).stmts ?? []).flatMap(({ stmt }) => {
      const { extname } = (stmt as { CreateExtensionStmt?: { extname?: string } }).CreateExtensionStmt ?? {};
      return extname === undefined ? [] : [extname];
    });
  } catch {
    return [];
  }
}
