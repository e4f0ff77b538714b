import type { DataSource, QueryRunner } from 'typeorm';
import type { Session, StepResult } from '../engine';

export type UserQueryRunner = QueryRunner;
export type UserDataSource = DataSource;

/** `QueryRunner.query` as 0.3.20 to 1.x have it. */
export type Query = (sql: string, parameters?: unknown[], useStructuredResult?: boolean) => Promise<unknown>;

/** A session over TypeORM's query runner, by its own `query`, whatever has been put over it since. */
export function typeormSession(runner: UserQueryRunner, query: Query, label: string, close: () => Promise<void>): Session {
  return { label, close, run: async (sql, parameters) => toStepResult(await query.call(runner, sql, parameters as unknown[] | undefined, true)) };
}

export function toStepResult(result: unknown): StepResult {
  const { records, affected } = (result ?? {}) as { records?: unknown; affected?: number };
  return { rows: Array.isArray(records) ? (records as Record<string, unknown>[]) : [], affected: affected ?? undefined };
}
