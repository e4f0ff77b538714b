import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "customers" (
      "id" uuid NOT NULL DEFAULT gen_random_uuid(), "email" text NOT NULL, "name" text NOT NULL,
      CONSTRAINT "PK_133ec679a801fab5e070f73d3ea" PRIMARY KEY ("id"), CONSTRAINT "UQ_8536b8b85c06969f84f0c098b03" UNIQUE ("email"))`);
    await queryRunner.query(`CREATE TABLE "orders" (
      "id" uuid NOT NULL DEFAULT gen_random_uuid(), "customer_id" uuid NOT NULL, "status" text NOT NULL DEFAULT 'open', "created_at" timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT "PK_710e2d4957aa5878dfe94e4ac2f" PRIMARY KEY ("id"),
      CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id"))`);
    await queryRunner.query(`CREATE INDEX "orders_customer_id_idx" ON "orders" ("customer_id")`);
    await queryRunner.query(`CREATE TABLE "order_lines" (
      "id" uuid NOT NULL DEFAULT gen_random_uuid(), "order_id" uuid NOT NULL, "article" text NOT NULL, "quantity" integer NOT NULL, "unit_price" numeric(12,2) NOT NULL,
      CONSTRAINT "PK_9e6a4a0d2b7e6d1f0c8b5a3e712" PRIMARY KEY ("id"),
      CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "order_lines"`);
    await queryRunner.query(`DROP TABLE "orders"`);
    await queryRunner.query(`DROP TABLE "customers"`);
  }
}
