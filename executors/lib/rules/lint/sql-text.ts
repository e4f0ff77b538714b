import type { RangeVar } from 'libpg-query';
import { quoteIdentifier } from '../../catalog/quote';
import type { Subject } from './rule';
import { tableKey } from './tree';

/** A table as the statement names it, quoted. */
export function tableSql({ schemaname, relname = '' }: Pick<RangeVar, 'schemaname' | 'relname'>): string {
  return schemaname === undefined ? quoteIdentifier(relname) : `${quoteIdentifier(schemaname)}.${quoteIdentifier(relname)}`;
}

/** `schema.table.column` for findings. */
export function objectOf(table: RangeVar, column?: string): string {
  return column === undefined ? tableKey(table) : `${tableKey(table)}.${column}`;
}

/** The statement with a text inserted after a keyword's first place, or `undefined` where it does not stand. */
export function insertAfter(text: string, keyword: string, insertion: string): string | undefined {
  const { scanSync } = require('libpg-query') as typeof import('libpg-query');
  const token = scanSync(text).tokens.find((one) => one.text.toLowerCase() === keyword);
  if (!token) return undefined;
  const bytes = Buffer.from(text);
  return `${bytes.subarray(0, token.end).toString()} ${insertion}${bytes.subarray(token.end).toString()}`;
}

/** The statement with what a pattern matches at a node's place replaced, or `undefined` where it does not match there. */
export function replaceAt({ textFrom }: Subject, location: number | undefined, pattern: RegExp, replacement: (match: string) => string): string | undefined {
  if (location === undefined) return undefined;
  const { before, after } = textFrom(location);
  const match = pattern.exec(after)?.[0];
  return match === undefined || !after.startsWith(match) ? undefined : before + replacement(match) + after.slice(match.length);
}
