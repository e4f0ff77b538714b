import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Order } from './order.entity';

@Entity('order_lines')
export class OrderLine {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Index('order_lines_order_id_idx')
  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @ManyToOne(() => Order, (order) => order.lines, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_lines_order_id_fkey' })
  order!: Relation<Order>;

  @Column('text')
  article!: string;

  @Column('integer')
  quantity!: number;

  @Column('numeric', { precision: 12, scale: 2, name: 'unit_price' })
  unitPrice!: string;
}
