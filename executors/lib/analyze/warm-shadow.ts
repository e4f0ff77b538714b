import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlClient } from '../postgres/sql-client';
import type { AnalyzeOptions } from './options';

/** A shadow that opens while the data source loads: observing then waits for nothing. */
export interface WarmShadow {
  /** An empty database with these extensions at hand, for the taker to close. */
  take(extensions: readonly string[]): Promise<SqlClient>;
  /** Closes what nobody took. */
  close(): Promise<void>;
}

/** @param needless nothing has to be seen anew, as far as can be told beforehand */
export function warmShadow({ root, dataSource, shadow }: Pick<AnalyzeOptions, 'root' | 'dataSource' | 'shadow'>, needless: boolean): WarmShadow {
  const { embeddedShadow, serverShadow } = require('../postgres/shadow') as typeof import('../postgres/shadow');
  const place = shadow === undefined ? embeddedShadow() : serverShadow(shadow);
  const wanted = !needless && shadow === undefined && dataSource !== undefined && looksLikePostgres(path.resolve(root, dataSource.split('#', 1)[0]!));
  // A failure is the taker's to hear; without one, nobody's.
  let waiting = wanted ? place.createDatabase() : undefined;
  waiting?.catch(() => undefined);
  return {
    async take(extensions) {
      if (waiting === undefined || extensions.length > 0) return place.createDatabase(extensions);
      const taken = waiting;
      waiting = undefined;
      return taken;
    },
    async close() {
      await (await waiting?.catch(() => undefined))?.close();
    },
  };
}

/** Only a guess that saves time: an embedded PostgreSQL for SQLite would cost memory for nothing. */
function looksLikePostgres(file: string): boolean {
  return existsSync(file) && /\bpostgres\b/.test(readFileSync(file, 'utf8'));
}
