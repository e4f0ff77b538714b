import path from 'node:path';
import express from 'express';
import validator from 'express-openapi-validator';
import { receipt } from '../receipt.mjs';

const app = express();
app.use(express.json());
app.use(validator.middleware({ apiSpec: path.join(import.meta.dirname, '../orders.yaml'), validateRequests: true, validateResponses: false }));
app.post('/shops/:shopId/orders', (req, res) => res.status(201).json(receipt(req.params.shopId, req.body)));
app.use((error, req, res, _next) => res.status(error.status ?? 500).json({ message: error.message }));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
