import { code } from '../../code';
import type { Code } from '../../code';
import { address, endOnSignals } from './listen';

export function expressMain(port: number): Code {
  return code`import express from 'express';
import { registerRoutes } from './routes/index.js';

const app = express();
registerRoutes(app);

${address(port)}
const server = app.listen(port, host, (error?: Error) => {
  if (error) throw error;
  console.log(\`listening on http://\${host}:\${port}\`);
});
${endOnSignals}`;
}
