import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';

/** Its parser, of http-parser-js; the callbacks have numbers for names there. */
export interface ReplyParser {
  execute(chunk: Buffer): number | Error | undefined;
  finish(): Error | undefined;
  initialize(type: 'RESPONSE'): void;
  /** kOnHeadersComplete; true tells the parser that no body follows. */
  2: (head: ReplyHead) => boolean | void;
  /** kOnMessageComplete. */
  4: () => void;
}

export interface ReplyHead {
  readonly statusCode: number;
  readonly shouldKeepAlive: boolean;
}

/** The parts of autocannon's client that mend-client.ts uses; they are not of its documented interface. */
export interface AutocannonClient extends EventEmitter {
  conn: Socket;
  destroyed: boolean;
  /** Milliseconds until its own timeout, which restarts with each request that is sent. */
  timeout: number;
  reqsMade: number;
  responseMax?: number;
  /** A copy of what it was given; its own, so an object of OpenSSL's is put here and not copied. */
  readonly opts: { pipelining: number; servername?: string; tlsOptions?: { readonly secureContext?: SecureContext } };
  readonly parser: ReplyParser;
  readonly pipelinedRequests: { clear(): void; size(): number; peek(): { readonly req: object } | undefined; addBody(data: Buffer): void };
  readonly requestIterator: { currentRequestIndex: number; currentRequest: object; nextRequest(): unknown };
  _connect(): void;
  _doRequest(): void;
  destroy(): void;
}

/** Refuses an autocannon whose client has other parts: it would measure without the mends, and wrongly. */
export function checkClient(client: AutocannonClient): void {
  const missing = [
    [typeof client._connect === 'function', '_connect'], [typeof client._doRequest === 'function', '_doRequest'],
    [typeof client.timeout === 'number', 'timeout'], [typeof client.parser?.execute === 'function' && typeof client.parser.initialize === 'function', 'parser'],
    [typeof client.pipelinedRequests?.clear === 'function' && typeof client.pipelinedRequests.addBody === 'function', 'pipelinedRequests'],
    [typeof client.requestIterator?.currentRequestIndex === 'number' && typeof client.requestIterator.nextRequest === 'function', 'requestIterator'],
  ].flatMap(([there, name]) => (there ? [] : [name]));
  if (missing.length > 0) throw new Error(`this version of autocannon is not supported: its client has no ${missing.join(', ')}`);
}
