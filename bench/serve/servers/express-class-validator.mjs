import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import express from 'express';
import { Order, Parameters } from './order-dto.mjs';
import { receipt } from '../receipt.mjs';

// As Nest's ValidationPipe with transform and whitelist does it.
const app = express();
const options = { whitelist: true, forbidNonWhitelisted: true };
app.post('/shops/:shopId/orders', express.json(), async (req, res) => {
  const parameters = plainToInstance(Parameters, { ...req.params, ...req.query });
  const order = plainToInstance(Order, req.body);
  const faults = [...(await validate(parameters, options)), ...(await validate(order, options))];
  if (faults.length > 0) return res.status(400).json({ faults });
  res.status(201).json(receipt(parameters.shopId, order));
});
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
