import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** An author as it was: a shorter name, an int, `about` in place of `bio`, and a book without a state. */
export class Start1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const mysql = queryRunner.connection.options.type !== 'sqljs';
    const id = { name: 'id', type: mysql ? 'int' : 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' as const };
    await queryRunner.createTable(new Table({
      name: 'author',
      columns: [
        id,
        { name: 'name', type: 'varchar', length: '50' },
        { name: 'age', type: mysql ? 'int' : 'integer', default: '0' },
        { name: 'active', type: mysql ? 'tinyint' : 'boolean', default: '1' },
        { name: 'about', type: 'text', isNullable: true },
        { name: 'createdAt', type: 'datetime', ...(mysql ? { precision: 6, default: 'CURRENT_TIMESTAMP(6)' } : { default: "datetime('now')" }) },
      ],
    }));
    await queryRunner.createTable(new Table({ name: 'book', columns: [id, { name: 'title', type: 'varchar', ...(mysql && { length: '255' }) }, { name: 'authorId', type: mysql ? 'int' : 'integer', isNullable: true }] }));
    await queryRunner.query("INSERT INTO author (name, age, about) VALUES ('Ann', 41, 'writes')");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('book');
    await queryRunner.dropTable('author');
  }
}
