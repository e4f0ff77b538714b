import express from 'express';
import { registerRoutes } from '../../out/orders-express/built/routes/index.js';
import { receipt } from '../receipt.mjs';

const app = express();
registerRoutes(app, { handlers: { createOrder: (req, res) => void res.status(201).json(receipt(req.params.shopId, req.body)) } });
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
