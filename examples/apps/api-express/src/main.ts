/** The museum's API. Everything but this file and the handlers in routes/ comes from specs/museum.yaml. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { registerRoutes } from './routes/index.js';

const passwords = new Map([['curator', 'mummy']]);

const app = express();
registerRoutes(app, {
  authenticators: {
    // What it returns is who is calling; nothing means 401.
    MuseumPlaceholderAuth: async ({ username, password }) => (passwords.get(username) === password ? { username } : undefined),
  },
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
