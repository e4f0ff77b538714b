import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Budget } from './budget';

/** Two schemas of the corpus, each a script, with rows that may stand in them. */
export interface Pair {
  readonly name: string;
  readonly setup: string;
  readonly a: string;
  readonly b: string;
  readonly seedA: string;
  readonly seedB: string;
  /** The oldest PostgreSQL (major version) that takes it. */
  readonly minVersion: number;
  /** What each direction must and must not do, where the corpus says so. */
  readonly budget?: { readonly 'a-to-b'?: Budget; readonly 'b-to-a'?: Budget };
}

/** `BACKEND_DB_FIXTURES`, else the folder beside the repository. */
export const FIXTURES = process.env['BACKEND_DB_FIXTURES'] ?? path.resolve(__dirname, '../../../shared/db');

export function loadPairs(): Pair[] {
  const read = (folder: string, file: string): string => {
    const full = path.join(FIXTURES, folder, file);
    return existsSync(full) ? readFileSync(full, 'utf8') : '';
  };
  const folders = (folder: string) => readdirSync(path.join(FIXTURES, folder)).sort().map((name) => `${folder}/${name}`);
  const classic = folders('migra-fixtures').map((name) => ({ name, setup: '', a: read(name, 'a.sql'), b: read(name, 'b.sql'), seedA: '', seedB: '', minVersion: 13 }));
  const corpus = folders('pg-delta-corpus').map((name) => {
    const meta = JSON.parse(read(name, 'meta.json') || '{}') as { minVersion?: number };
    return { name, setup: '', a: read(name, 'a.sql'), b: read(name, 'b.sql'), seedA: read(name, 'seed.sql'), seedB: read(name, 'seed-b.sql'), minVersion: meta.minVersion ?? 13, budget: JSON.parse(read(name, 'budget.json') || '{}') as NonNullable<Pair['budget']> };
  });
  const pgschema = folders('pgschema-diff').flatMap(folders).map((name) => ({
    name, setup: read(name, 'setup.sql'), a: read(name, 'old.sql'), b: read(name, 'new.sql'), seedA: '', seedB: '', minVersion: 13,
  }));
  return [...classic, ...corpus, ...pgschema];
}
