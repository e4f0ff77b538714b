import { kebabCase, pascalCase, toWords } from '../../../generators/lib/names/words';
import type { MigrationDraft } from './draft';
import { splitDraft } from './split-draft';
import { sqlMigration } from './sql-migration';
import { typeormMigration } from './typeorm-migration';

export type MigrationFormat = 'typeorm' | 'sql';

export interface MigrationFile {
  /** Name in its folder. */
  readonly name: string;
  readonly content: string;
}

/**
 * A migration as files, one (of SQL, a pair) for each transaction it needs, in their order.
 * @param timestamp milliseconds of the first; the others follow at once
 */
export function migrationFiles(draft: MigrationDraft, format: MigrationFormat, timestamp: number): MigrationFile[] {
  const parts = splitDraft(draft);
  const words = toWords(draft.name);
  const stem = words.length > 0 ? words : ['migration'];
  return parts.flatMap((part, index) => {
    const number = index === 0 ? [] : [String(index + 1)];
    const at = timestamp + index;
    const file = `${at}-${kebabCase([...stem, ...number])}`;
    const about = [
      `Leads from ${draft.from} to ${draft.to}.`,
      ...(parts.length > 1 ? [`Part ${index + 1} of ${parts.length}: each runs in a transaction of its own, or outside any.`] : []),
    ];
    if (format === 'typeorm') {
      return [{ name: `${file}.ts`, content: typeormMigration({ className: className(stem, number), timestamp: at, about, irreversible: draft.irreversible }, part) }];
    }
    return [
      { name: `${file}.up.sql`, content: sqlMigration(about, part, 'up', draft.irreversible) },
      { name: `${file}.down.sql`, content: sqlMigration(about, part, 'down', draft.irreversible) },
    ];
  });
}

/** `AddFullName`, `Migration2Fast`: an identifier in ASCII, whatever the name says. */
function className(words: readonly string[], number: readonly string[]): string {
  const ascii = pascalCase(words).replace(/[^A-Za-z0-9]/g, '') || 'Migration';
  return `${/^\d/.test(ascii) ? 'Migration' : ''}${ascii}${number.length > 0 ? `Part${number[0]}` : ''}`;
}
