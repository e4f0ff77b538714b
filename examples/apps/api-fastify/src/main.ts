/** The museum's API. Everything but this file and the handlers in routes/ comes from specs/museum.yaml. */
import { fastify } from 'fastify';
import { registerRoutes } from './routes/index.js';

const passwords = new Map([['curator', 'mummy']]);

const app = fastify();
await registerRoutes(app, {
  authenticators: {
    // What it returns is who is calling; nothing means 401.
    MuseumPlaceholderAuth: async ({ username, password }) => (passwords.get(username) === password ? { username } : undefined),
  },
});

const address = await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log(`listening on ${address}`);
