const { Router } = require('express');

const router = Router();
router.use('/products', require('./products'));
router.use('/orders', require('./orders'));

module.exports = router;
