import express from 'express';
import { receipt } from '../receipt.mjs';

const app = express();
app.post('/shops/:shopId/orders', express.json(), (req, res) => res.status(201).json(receipt(req.params.shopId, req.body)));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
