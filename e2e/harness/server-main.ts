/** Entry files a user would write around `registerRoutes`, per framework, for the tests' servers. */

export type Framework = 'express' | 'fastify' | 'koa';
export const FRAMEWORKS: readonly Framework[] = ['express', 'fastify', 'koa'];

/**
 * Source of a `main.ts`. It listens on a free port of 127.0.0.1 and prints `listening <port>`.
 * With `openDoors` every authenticator lets everyone in, so that operations behind security can be called.
 */
export function mainSource(framework: Framework, extension: '.js' | '', openDoors: boolean): string {
  const routes = `./routes/index${extension}`;
  const doors = openDoors
    ? [`import * as doors from './middleware/authenticators${extension}';`,
       'const known = (doors as { authenticators?: object }).authenticators ?? {};',
       'const authenticators: any = Object.fromEntries(Object.keys(known).map((name) => [name, async () => ({ name })]));']
    : ['const authenticators: any = undefined;'];
  return [...doors, `import { registerRoutes } from '${routes}';`, ...STARTS[framework], ''].join('\n');
}

const OPTIONS = '{ ...(authenticators ? { authenticators } : {}), options: JSON.parse(process.env["ROUTES_OPTIONS"] ?? "{}") }';
const SAY = "console.log(`listening ${(server.address() as { port: number }).port}`)";

const STARTS: Record<Framework, readonly string[]> = {
  express: [
    "import express from 'express';",
    'const app = express();',
    `registerRoutes(app, ${OPTIONS});`,
    `const server = app.listen(0, '127.0.0.1', () => ${SAY});`,
  ],
  fastify: [
    "import { fastify } from 'fastify';",
    'const app = fastify();',
    'async function start() {',
    `  await registerRoutes(app as any, ${OPTIONS});`,
    "  await app.listen({ port: 0, host: '127.0.0.1' });",
    `  const { server } = app; ${SAY};`,
    '}',
    'start().catch((error) => { console.error(error); process.exit(1); });',
  ],
  koa: [
    "import Koa from 'koa';",
    'const app = new Koa();',
    `registerRoutes(app, ${OPTIONS});`,
    `const server = app.listen(0, '127.0.0.1', () => ${SAY});`,
  ],
};
