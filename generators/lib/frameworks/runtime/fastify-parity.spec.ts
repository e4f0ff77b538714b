/** What holds on Express and Koa holds on Fastify: the same tests, on a Fastify server. */
jest.mock('./testing/servers', () => jest.requireActual('./testing/fastify-server'));

require('./bodies.spec');
require('./http.spec');
require('./responses.spec');
require('./security.spec');
require('./thrown-errors.spec');
