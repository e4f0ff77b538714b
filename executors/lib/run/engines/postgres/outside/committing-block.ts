import type { Outside } from '../../../engine';
import { fieldsOf, type Node } from './statement';

/**
 * `DO` with COMMIT or ROLLBACK in its body: PostgreSQL refuses it in a transaction, and part of it may
 * have been committed when it was interrupted. Only its author knows whether it may be repeated.
 */
export function committingBlock(tree: Node): Outside | undefined {
  const args = (fieldsOf(tree, 'DoStmt')?.['args'] ?? []) as { DefElem?: { defname?: string; arg?: { String?: { sval?: string } } } }[];
  const body = args.find(({ DefElem: element }) => element?.defname === 'as')?.DefElem?.arg?.String?.sval;
  if (body === undefined || !commits(body)) return undefined;
  return { before: async () => null, settle: async () => ({ state: 'uncertain' }) };
}

/** By PostgreSQL's own tokens: not in strings, comments or names. */
function commits(body: string): boolean {
  const { scanSync } = require('libpg-query') as typeof import('libpg-query');
  const { tokens } = scanSync(body);
  return tokens.some(({ text }, i) => /^(commit|rollback)$/i.test(text) && (i === 0 || /^(;|begin|then|else|loop)$/i.test(tokens[i - 1]!.text)));
}
