import type { JournalRow } from '../journal/row';
import { restoreResult, storeResult } from './stored-result';

const row = (statement: string, result?: string): JournalRow => ({ migration: 'M1', direction: 'up', step: 3, state: 'done', digest: '', statement, ...(result !== undefined && { result }) });

it('gives back what a statement returned, with its types', () => {
  const rows = [{ id: 1n, at: new Date(0), data: Buffer.from('x') }];
  expect(restoreResult(row('insert into t values (1) returning *', storeResult(rows)!))).toEqual({ value: [{ id: 1n, at: new Date(0), data: expect.anything() }] });
});

it('asks again what only reads, and needs no answer of what changes the schema', () => {
  expect(restoreResult(row(' select 1'))).toBe('again');
  // Killed after the statement and before its row: MySQL commits `create table` by itself, PostgreSQL's CONCURRENTLY too.
  expect(restoreResult(row('create table t (a int)'))).toEqual({ value: [] });
  expect(() => restoreResult(row('insert into t values (1) returning id'))).toThrow(expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'BACKEND_RUN_UNCERTAIN' }) }));
});
