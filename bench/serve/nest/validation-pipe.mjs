import { ValidationPipe } from '@nestjs/common';
import { Order, Path, Query } from '../servers/order-dto.mjs';
import { OrdersController, typed } from './orders-controller.mjs';
import { start } from './start.mjs';

/** Nest's own ValidationPipe over class-validator, as its manual sets it up to be as strict as the document. */
export async function startValidationPipe(fastify) {
  typed(Path, Query, Order);
  const prepare = (app) => app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await start({ controllers: [OrdersController] }, { fastify, prepare });
}
