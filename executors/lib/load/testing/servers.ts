import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createSocketServer } from 'node:net';

/** A server on a free port of the loopback interface. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export function httpServer(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<TestServer> {
  return listen(createServer(handle));
}

/** A server of bytes. */
export function rawServer(handle: (socket: Socket) => void): Promise<TestServer> {
  return listen(createSocketServer((socket) => {
    socket.on('error', () => undefined);
    handle(socket);
  }));
}

function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    resolve({
      url: `http://127.0.0.1:${port}/`, port,
      close: () => new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
    });
  }));
}
