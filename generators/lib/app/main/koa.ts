import { code } from '../../code';
import type { Code } from '../../code';
import { address, endOnSignals } from './listen';

export function koaMain(port: number): Code {
  return code`import Koa from 'koa';
import { registerRoutes } from './routes/index.js';

const app = new Koa();
registerRoutes(app);

${address(port)}
const server = app.listen(port, host, () => console.log(\`listening on http://\${host}:\${port}\`));
${endOnSignals}`;
}
