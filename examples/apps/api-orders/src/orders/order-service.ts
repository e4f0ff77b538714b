import type { DataSource } from 'typeorm';
import { Customer } from './customer.entity';
import { Order } from './order.entity';

/** What the API shows of an order. */
export interface OrderSummary {
  readonly id: string;
  readonly customer: string;
  readonly lines: number;
}

export class OrderService {
  constructor(private readonly dataSource: DataSource) {}

  /** One query for each order: `nx run api-orders:migrate-analyze` hints at it, and at the way out. */
  async openOrders(): Promise<OrderSummary[]> {
    const orders = await this.dataSource.getRepository(Order).find({ where: { status: 'open' }, relations: { lines: true } });
    const summaries: OrderSummary[] = [];
    for (const order of orders) {
      const customer = await this.dataSource.getRepository(Customer).findOneByOrFail({ id: order.customerId });
      summaries.push({ id: order.id, customer: customer.name, lines: order.lines.length });
    }
    return summaries;
  }
}
