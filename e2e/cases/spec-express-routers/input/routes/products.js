const router = require('express').Router();
const products = require('../services/products');
const { apiKey } = require('../middleware/auth');

/**
 * List products
 */
router.get('/', async (req, res, next) => {
  try {
    const { limit = 20, tags, inStock } = req.query;
    const found = await products.search({ limit: parseInt(limit, 10), tags: tags.split(','), inStock: inStock === 'true' });
    res.set('x-total', found.length).json({ items: found, total: found.length });
  } catch (error) {
    next(error);
  }
});

router
  .route('/:id(\\d+)')
  .get(async (req, res) => {
    const product = await products.find(Number(req.params.id));
    if (!product) return res.status(404).json({ error: 'no such product' });
    res.json(product);
  })
  .put(apiKey, (req, res) => {
    products.save(req.params.id, req.body);
    res.sendStatus(204);
  });

router.delete('/:id', apiKey, (req, res) => res.status(204).end());

module.exports = router;
