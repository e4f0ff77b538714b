import type { Agent, IncomingHttpHeaders } from 'node:http';
import { request as openHttp } from 'node:http';
import { request as openHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { Tls } from '../plan/tls';
import { DEFAULT_TLS, tlsConnectOptions } from '../plan/tls';
import { failureCode, isRefusal } from '../plan/tls-failure';

/** One request, sent by itself. */
export interface ProbeRequest {
  readonly method: string;
  /** Absolute; the path is sent as it is written here. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

export type ProbeReply =
  | { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly ms: number }
  | { readonly failure: 'timeout' | 'connect' | 'reset'; readonly code: string; readonly ms: number };

/** No reply is kept beyond this; what a probe reads is a message of an error. */
const MOST_BYTES = 1024 * 1024;

/** Sends a request and waits for its whole reply; never throws. */
export function send(given: ProbeRequest, options: { readonly timeoutMs: number; readonly tls?: Tls | undefined; readonly agent?: Agent; readonly signal?: AbortSignal }): Promise<ProbeReply> {
  const { method, url, headers, body } = given;
  const began = performance.now();
  const [, scheme, host, path] = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url)!;
  const { hostname, port } = new URL(`${scheme}://${host}/`);
  const content = body === undefined ? undefined : Buffer.from(body);
  const framed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
  const length = framed || (content === undefined && !/^(POST|PUT|PATCH)$/.test(method)) ? {} : { 'content-length': String(content?.length ?? 0) };
  return new Promise((resolve) => {
    let answered = false;
    let connected = false;
    const end = (reply: ProbeReply): void => {
      clearTimeout(timer);
      resolve(reply);
    };
    const fail = (failure: 'timeout' | 'connect' | 'reset', code: string): void => end({ failure, code, ms: performance.now() - began });
    const request = (scheme!.toLowerCase() === 'https' ? openHttps : openHttp)({
      hostname: hostname.replace(/^\[|\]$/g, ''), port, method, path: (path || '/').replace(/[^\x21-\xff]/g, (c) => encodeURIComponent(c.toWellFormed())),
      headers: { ...length, ...sendable(headers) }, agent: options.agent ?? false, ...tlsConnectOptions(options.tls ?? DEFAULT_TLS, hostname), ...(options.signal && { signal: options.signal }),
    }, (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        if (size < MOST_BYTES) chunks.push(chunk);
        size += chunk.length;
      });
      response.on('end', () => end({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks), ms: performance.now() - began }));
      response.on('error', (error: NodeJS.ErrnoException) => fail('reset', error.code ?? error.message));
    });
    const timer = setTimeout(() => {
      fail('timeout', answered ? 'no whole reply in time' : 'no reply in time');
      request.destroy();
    }, options.timeoutMs);
    // A connection of TLS is one when both have shaken hands.
    request.on('socket', (socket: Socket & { readonly secureConnecting?: boolean }) => {
      connected = !socket.connecting && socket.secureConnecting !== true;
      if (!connected) socket.once(socket.secureConnecting === undefined ? 'connect' : 'secureConnect', () => (connected = true));
    });
    // A server may refuse a body before it has read it all: then the reply counts, not the pipe that broke.
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server had closed a connection that was kept for more: clients try again on a new one.
      if (request.reusedSocket && !answered && performance.now() - began < options.timeoutMs) {
        const { agent: _, ...fresh } = options;
        clearTimeout(timer);
        return void send(given, fresh).then(resolve);
      }
      const code = failureCode(error);
      setTimeout(() => (answered ? undefined : fail(connected && !isRefusal(code) ? 'reset' : 'connect', code)), 20);
    });
    request.end(content);
  });
}

/** What a header cannot hold is left out or replaced: Node would refuse to send it. */
function sendable(headers: ProbeRequest['headers']): Record<string, string | string[]> {
  const clean = (value: string): string => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)).map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value.map(clean)]));
}
