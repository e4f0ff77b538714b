import type { DataSource } from 'typeorm';

/** TypeORM as the user's workspace has it; typed by ours, and no more used than what 0.3.20 to 1.x share. */
export type UserDataSource = DataSource;
export type UserTypeorm = typeof import('typeorm');

/** By TypeORM's own brand: the workspace may hold several copies of it. */
export function isDataSource(value: unknown): value is UserDataSource {
  return typeof value === 'object' && value !== null && (value as Record<string, unknown>)['@instanceof'] === Symbol.for('DataSource');
}

/** A new data source of the same TypeORM as another. */
export function likeDataSource(source: UserDataSource, options: object): UserDataSource {
  const Constructor = source.constructor as new (options: object) => UserDataSource;
  return new Constructor(options);
}
