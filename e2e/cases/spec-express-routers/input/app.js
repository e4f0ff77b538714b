const express = require('express');
const fs = require('fs');
const path = require('path');
const { jwtRequired } = require('./middleware/auth');

const app = express();
app.use(express.json());
app.use('/v1', require('./routes'));
// The same router again, below another prefix and behind a token.
app.use('/internal', jwtRequired, require('./routes/products'));

fs.readdirSync(path.join(__dirname, 'features'))
  .filter((file) => file.endsWith('.js'))
  .forEach((file) => require('./features/' + file)(app));

for (const name of ['brands', 'colours']) {
  app.get(`/lookup/${name}`, (req, res) => res.json([{ name }]));
}

app.use((req, res) => res.status(404).json({ error: 'not found' }));
app.use((err, req, res, next) => res.status(err.status || 500).json({ error: err.message }));

module.exports = app;
