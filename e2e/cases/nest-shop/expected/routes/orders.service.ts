import { Injectable } from '@nestjs/common';
import { notImplemented } from '../middleware/errors.js';
import type { OrdersOperations, ReplyOf, RequestOf, ResultOf } from '../types/operations.js';

@Injectable()
export class OrdersService implements OrdersOperations {
  /** List orders */
  async listOrders(_request: RequestOf<'listOrders'>, _reply: ReplyOf<'listOrders'>): Promise<ResultOf<'listOrders'>> {
    throw notImplemented('listOrders');
  }

  /** Place an order */
  async createOrder(_request: RequestOf<'createOrder'>, _reply: ReplyOf<'createOrder'>): Promise<ResultOf<'createOrder'>> {
    throw notImplemented('createOrder');
  }

  async getOrder(_request: RequestOf<'getOrder'>, _reply: ReplyOf<'getOrder'>): Promise<ResultOf<'getOrder'>> {
    throw notImplemented('getOrder');
  }

  /** @deprecated */
  async cancelOrder(_request: RequestOf<'cancelOrder'>, _reply: ReplyOf<'cancelOrder'>): Promise<ResultOf<'cancelOrder'>> {
    throw notImplemented('cancelOrder');
  }
}
