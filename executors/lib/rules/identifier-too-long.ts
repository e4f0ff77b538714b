import type { Rule } from './lint/rule';

/** NAMEDATALEN − 1: what is longer is cut off with a mere notice. */
const LIMIT = 63;

/** A name that PostgreSQL shortens: two that differ only behind the cut are one. */
export const rule: Rule = {
  id: 'identifier-too-long',
  severity: 'warning',
  help: 'Use a name of at most 63 bytes.',
  *check({ statement }) {
    // The tree has the names as they were cut; only tokens have them whole.
    if (!/[^\s'().,;]{64}|"[^"]{20}/.test(statement.text)) return;
    const { scanSync } = require('libpg-query') as typeof import('libpg-query');
    for (const { tokenName, text } of scanSync(statement.text).tokens) {
      if (tokenName !== 'IDENT') continue;
      const name = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
      const bytes = Buffer.byteLength(name);
      if (bytes > LIMIT) yield { message: `The name "${name}" has ${bytes} bytes, and PostgreSQL keeps ${LIMIT} of them` };
    }
  },
};
