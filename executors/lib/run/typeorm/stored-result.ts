import { deserialize, serialize } from 'node:v8';
import { Stop } from '../stop';
import type { JournalRow } from '../journal/row';
import { excerpt } from '../apply/excerpt';

/** Bytes of a result that the journal keeps. */
const LIMIT = 64 * 1024;
const READS = /^\s*(?:select|show|explain|describe|pragma|values|table)\b/i;
/** What returns nothing that a migration could use. */
const RETURNS_NOTHING = /^\s*(?:create|alter|drop|rename|truncate|comment|grant|revoke|reindex|vacuum|cluster|refresh|analyze|optimize)\b/i;

/** What a statement returned, for a later run that passes over it: dates, buffers and big integers included. */
export function storeResult(result: unknown): string | undefined {
  try {
    const bytes = serialize(plain(result));
    return bytes.length > LIMIT ? undefined : bytes.toString('base64');
  } catch {
    return undefined;
  }
}

/** Rows of drivers have prototypes and functions of their own, which cannot be stored. */
function plain(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(plain);
  if (typeof result !== 'object' || result === null || result instanceof Date || ArrayBuffer.isView(result)) return result;
  return Object.fromEntries(Object.entries(result).filter(([, value]) => typeof value !== 'function').map(([key, value]) => [key, plain(value)]));
}

/** `again`: it has to be asked again, and may be. */
export function restoreResult(row: JournalRow): { readonly value: unknown } | 'again' {
  if (row.result !== undefined) return { value: deserialize(Buffer.from(row.result, 'base64')) };
  if (READS.test(row.statement ?? '')) return 'again';
  // The process was killed between the statement and its row: the catalog told that it took effect, not what it said.
  if (RETURNS_NOTHING.test(row.statement ?? '')) return { value: [] };
  throw new Stop({
    code: 'BACKEND_RUN_UNCERTAIN', severity: 'error',
    message: `statement ${row.step} of ${row.migration} took effect in an earlier run, and what it returned was too large for the journal: ${excerpt(row.statement ?? '')}`,
    help: 'Finish the migration by hand, or split it so that its later statements do not need the result.',
  });
}
