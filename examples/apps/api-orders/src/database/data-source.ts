import { DataSource } from 'typeorm';
import { Order } from '../orders/order.entity';
import { OrderLine } from '../orders/order-line.entity';
import { Customer } from '../orders/customer.entity';
import { CreateOrders1750000000000 } from './migrations/1750000000000-create-orders';
import { IndexOrderLines1750000100000 } from './migrations/1750000100000-index-order-lines';

/** The database of the orders: what the API connects to, and what migrations are made for. */
export const dataSource = new DataSource({
  type: 'postgres',
  uuidExtension: 'pgcrypto',
  url: process.env['DATABASE_URL'] ?? 'postgres://localhost/orders',
  entities: [Customer, Order, OrderLine],
  migrations: [CreateOrders1750000000000, IndexOrderLines1750000100000],
});
