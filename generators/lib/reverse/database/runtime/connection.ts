import type { DataSource } from 'typeorm';
import type { Dialect } from './filters';

const opening = new WeakMap<DataSource, Promise<unknown>>();
const busy = new WeakMap<DataSource, Promise<unknown>>();

/** Runs work on a data source, which the first one opens. SQLite has one session for all: there, one works after the other. */
export async function connected<Result>(dataSource: DataSource, work: () => Promise<Result>): Promise<Result> {
  if (!dataSource.isInitialized) await open(dataSource);
  if (dialectOf(dataSource) !== 'sqlite') return work();
  const before = busy.get(dataSource) ?? Promise.resolve();
  const mine = before.then(work, work);
  busy.set(dataSource, mine.catch(() => undefined));
  return mine;
}

export function dialectOf({ options }: DataSource): Dialect {
  if (options.type === 'postgres') return 'postgres';
  return options.type === 'mysql' || options.type === 'mariadb' ? 'mysql' : 'sqlite';
}

function open(dataSource: DataSource): Promise<unknown> {
  const under = opening.get(dataSource);
  if (under) return under;
  // After a failure the next request tries again.
  const attempt = dataSource.initialize().finally(() => opening.delete(dataSource));
  opening.set(dataSource, attempt);
  return attempt;
}
