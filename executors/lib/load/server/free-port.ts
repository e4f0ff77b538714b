import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** A TCP port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Whether something answers on a port of the loopback interface. */
export async function portIsTaken(port: number): Promise<boolean> {
  return (await Promise.all(['127.0.0.1', '::1'].map((host) => answers(host, port)))).includes(true);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1000, () => settle(false)).once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
