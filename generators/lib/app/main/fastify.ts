import { code } from '../../code';
import type { Code } from '../../code';
import { address, closeOnSignals } from './listen';

export function fastifyMain(port: number): Code {
  return code`import { fastify } from 'fastify';
import { registerRoutes } from './routes/index.js';

const app = fastify();
await registerRoutes(app);

${address(port)}
await app.listen({ port, host });
console.log(\`listening on http://\${host}:\${port}\`);
${closeOnSignals}`;
}
