import { code } from '../../code';
import type { Code } from '../../code';

/** Where to listen: `localhost` is for this machine alone, a container wants `HOST=0.0.0.0`. */
export function address(port: number): Code {
  return code`const port = Number(process.env['PORT'] ?? ${port});
const host = process.env['HOST'] ?? ${'localhost'};`;
}

/**
 * Ends a server of Node's on the signals of process managers: requests under way are answered, for at
 * most ten seconds, and connections that only wait are closed.
 */
export const endOnSignals: Code = code`
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  });
}`;

/** The same through an application that closes its server itself. */
export const closeOnSignals: Code = code`
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());`;
