const express = require('express');
const unused = express.Router();
const app = express();
const api = express.Router();

const where = require('./where')();
api.get('/known', (req, res) => res.json({ ok: true }));
api.get(where.path, (req, res) => res.json({}));
api.get(/^\/files\/.*/, (req, res) => res.json({}));
api.get('/static/*', (req, res) => res.json({}));
api[where.method]('/computed', (req, res) => res.json({}));
api.all('/anything', (req, res) => res.json({}));
api.purge('/cache', (req, res) => res.end());
api.get('/handed', where.handler);

unused.get('/never', (req, res) => res.end());

app.use(process.env.BASE, api);
app.get('/known', (req, res) => res.json({ twice: true }));

/**
 * @openapi
 * /known:
 *   get:
 *     summary: Says that it is known
 *     responses:
 *       '200':
 *         description: It is
 * /static/{file}:
 *   get:
 *     summary: A file
 *     parameters:
 *       - { name: file, in: path, required: true, schema: { type: string } }
 *     responses:
 *       '200': { description: Its bytes }
 */
app.listen(3000);

/**
 * @swagger
 * this is: [no yaml
 */
