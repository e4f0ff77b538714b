import net, { type AddressInfo } from 'node:net';

/** A port that nobody listens on: `nest new` writes a server that does not say which it was given. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
