import 'reflect-metadata';
import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { receipt } from '../receipt.mjs';

/** A hand-written controller, decorators applied as functions. */
export class OrdersController {
  createOrder({ shopId }, _query, order) {
    return receipt(shopId, order);
  }
}

const { prototype } = OrdersController;
Controller()(OrdersController);
Post('/shops/:shopId/orders')(prototype, 'createOrder', Object.getOwnPropertyDescriptor(prototype, 'createOrder'));
for (const [index, decorator] of [Param, Query, Body].entries()) decorator()(prototype, 'createOrder', index);

/** What TypeScript would say of the parameters, for Nest's ValidationPipe. */
export function typed(...types) {
  Reflect.defineMetadata('design:paramtypes', types, prototype, 'createOrder');
}
