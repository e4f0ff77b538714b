import type { Node } from 'libpg-query';
import type { SqlStatement } from '../postgres/split-statements';

/** The statement in the form that runs inside a transaction, or `undefined` where it has none (VACUUM, CREATE DATABASE). */
export function withoutConcurrently({ text }: SqlStatement, node: Node): string | undefined {
  if (!['IndexStmt', 'DropStmt', 'AlterTableStmt', 'ReindexStmt'].some((kind) => kind in node)) return undefined;
  const { scanSync } = require('libpg-query') as typeof import('libpg-query');
  const token = scanSync(text).tokens.find((one) => one.text.toLowerCase() === 'concurrently');
  if (!token || 'ReindexStmt' in node) return undefined;
  const bytes = Buffer.from(text);
  return bytes.subarray(0, token.start).toString() + bytes.subarray(token.end).toString();
}
