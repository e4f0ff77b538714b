import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outside a transaction, so that orders can be written while the index is built. */
export class IndexOrderLines1750000100000 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS "order_lines_order_id_idx" ON "order_lines" ("order_id")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS "order_lines_order_id_idx"`);
  }
}
