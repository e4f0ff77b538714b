import { code, doc, join, lineComment, lit, Name, nothing, type Code } from '../../../generators/lib/code';
import type { DraftStatement, MigrationPart } from './draft';

export interface MigrationText {
  /** Class name without the timestamp: `AddFullName`. */
  readonly className: string;
  /** Milliseconds; TypeORM takes a class's order from the 13 digits that end its name. */
  readonly timestamp: number;
  /** Paragraphs of its comment. */
  readonly about: readonly string[];
  readonly irreversible: readonly string[];
}

/** One part of a migration as a class for TypeORM. */
export function typeormMigration({ className, timestamp, about, irreversible }: MigrationText, part: MigrationPart): string {
  const name = new Name(`${className}${timestamp}`);
  const down = irreversible.length > 0 ? [code`throw new Error(${lit(`cannot be reverted: ${irreversible.join('; ')}`)});`] : downBody(part.down);
  return `${code`
import type { MigrationInterface, QueryRunner } from 'typeorm';

${doc(...about, ...lostBy(part), ...irreversible.map((reason) => `Cannot be reverted: ${reason}.`))}
export class ${name} implements MigrationInterface {
  readonly name = ${name.text};
  ${part.transaction ? nothing : code`/** Its statement cannot run in a transaction: run migrations with --transaction each. */
  readonly transaction = false;`}

  async up(${parameter(part.up)}: QueryRunner): Promise<void> {
    ${part.up.map((statement) => query(statement))}
  }

  async down(${parameter(irreversible.length > 0 ? [] : part.down)}: QueryRunner): Promise<void> {
    ${down}
  }
}`.text.trimStart()}\n`;
}

function parameter(statements: readonly DraftStatement[]): Name {
  return new Name(statements.length > 0 ? 'queryRunner' : '_queryRunner');
}

/** What the part loses, for its comment. */
export function lostBy({ up, down }: MigrationPart): string[] {
  const list = (statements: readonly DraftStatement[]): string[] => [...new Set(statements.flatMap(({ loses }) => loses ?? []))];
  const [forth, back] = [list(up), list(down)];
  return [
    ...(forth.length > 0 ? [`Loses ${forth.join(', ')}: down cannot bring back what was in there.`] : []),
    ...(back.length > 0 ? [`Reverting it loses ${back.join(', ')}.`] : []),
  ];
}

function downBody(statements: readonly DraftStatement[]): Code[] {
  return statements.map((statement) => (statement.outsideTransaction ? outside(statement) : query(statement)));
}

/** TypeORM reverts in a transaction whatever the migration says, so the statement leaves it and comes back. */
function outside(statement: DraftStatement): Code {
  return code`{
  ${lineComment('It cannot run in the transaction that TypeORM reverts in.')}
  const inTransaction = queryRunner.isTransactionActive;
  if (inTransaction) await queryRunner.commitTransaction();
  ${query(statement)}
  if (inTransaction) await queryRunner.startTransaction();
}`;
}

/** Statements of several lines are written as such: people review them. */
function query({ sql }: DraftStatement): Code {
  const lines = sql.split('\n');
  if (lines.length === 1) return code`await queryRunner.query(${lit(sql)});`;
  return code`await queryRunner.query([
  ${join(lines.map((line) => code`${lit(line)},`))}
].join('\\n'));`;
}
