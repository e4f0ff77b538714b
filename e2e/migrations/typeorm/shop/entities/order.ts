import { Column, Entity, Index, JoinColumn, JoinTable, ManyToMany, ManyToOne, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { Account } from './account';
import { Tag } from './tag';

@Entity('orders', { schema: 'sales' })
@Index(['account', 'placedAt'])
export class Order {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @ManyToOne(() => Account, (account) => account.orders, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'account_id' })
  account!: Account;
  @Column({ type: 'timestamptz', default: () => 'now()' }) placedAt!: Date;
  @Column({ type: 'numeric', precision: 12, scale: 2, default: 0 }) total!: string;
  @ManyToMany(() => Tag) @JoinTable() tags!: Tag[];
}

@ViewEntity({ expression: 'SELECT "account_id" AS "account", sum("total") AS "total" FROM "sales"."orders" GROUP BY 1' })
export class OrderTotals {
  @ViewColumn() account!: string;
  @ViewColumn() total!: string;
}
