const jwt = require('jsonwebtoken');

exports.jwtRequired = function (req, res, next) {
  const header = req.headers.authorization;
  if (!header) return res.status(401).json({ error: 'no token' });
  try {
    req.user = jwt.verify(header.split(' ')[1], process.env.SECRET);
  } catch (error) {
    return res.sendStatus(401);
  }
  next();
};

exports.apiKey = (req, res, next) => {
  if (req.get('X-Api-Key') !== process.env.API_KEY) {
    return res.status(403).end();
  }
  next();
};
