const express = require('express');
const createError = require('http-errors');
const { jwtRequired } = require('../middleware/auth');

const router = express.Router();
router.use(jwtRequired);

router.post('/', (req, res) => {
  const { lines, note, customer: { email, address } } = req.body;
  if (!lines) throw createError(422, 'lines are missing');
  const total = lines.reduce((sum, line) => sum + line.price * line.count, 0);
  res.status(201).json({ id: 'o-1', total, email: email.trim(), shipped: false });
});

router.get('/:year?', (req, res) => res.json([]));

module.exports = router;
