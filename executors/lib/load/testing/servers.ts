import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { pem } from './certificates';

/** A server on a free port of the loopback interface. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export function httpServer(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<TestServer> {
  return listen(createServer(handle));
}

/** What a server of `https:` saw. */
export interface HttpsServer extends TestServer {
  /** Names that were asked for. */
  readonly servernames: ReadonlySet<string>;
  requests(): number;
}

/** A server whose certificate is for `api.test`, not for the address it has; other options on top of that. */
export async function httpsServer(options: TlsOptions = {}, handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('ok')): Promise<HttpsServer> {
  const servernames = new Set<string>();
  let requests = 0;
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    servernames.add(name);
    done(null);
  };
  const server = createHttpsServer({ cert: pem('server.pem'), key: pem('server.key'), SNICallback, ...options }, (request, response) => {
    requests++;
    handle(request, response);
  });
  server.on('tlsClientError', () => undefined);
  const { port, close } = await listen(server);
  return { port, close, url: `https://127.0.0.1:${port}/`, servernames, requests: () => requests };
}

/** Of a server that takes only clients with a certificate of `ca.pem`. */
export const MUTUAL: TlsOptions = { ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: true };

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
