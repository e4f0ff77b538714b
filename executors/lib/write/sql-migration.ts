import { quoteLiteral } from '../catalog/quote';
import type { DraftStatement, MigrationPart } from './draft';
import { lostBy } from './typeorm-migration';

/** One direction of a part as a script. */
export function sqlMigration(about: readonly string[], part: MigrationPart, direction: 'up' | 'down', irreversible: readonly string[]): string {
  const heads = [...about, ...lostBy(part), ...irreversible.map((reason) => `Cannot be reverted: ${reason}.`)];
  const comment = heads.flatMap((text) => text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)).map((line) => `-- ${line}`.trimEnd());
  if (direction === 'down' && irreversible.length > 0) {
    return `${[...comment, '', refusal(irreversible)].join('\n')}\n`;
  }
  const statements = part[direction].map((statement) => print(statement));
  return `${[...comment, '', ...statements].join('\n')}\n`;
}

function print({ sql, outsideTransaction }: DraftStatement): string {
  // A statement may end in a comment, which would swallow the semicolon.
  const closed = /--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql.replace(/;\s*$/, '')};`;
  return outsideTransaction ? `-- Runs outside a transaction.\n${closed}` : closed;
}

/** A statement that fails with the reason, on every server. */
function refusal(irreversible: readonly string[]): string {
  const text = `cannot be reverted: ${irreversible.join('; ')}`.replaceAll('\\', '/');
  return `SELECT CAST(${quoteLiteral(text)} AS integer);`;
}
