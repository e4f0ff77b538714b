import type { RequestSource, SourcedRequest } from '../drive/request-source';
import type { AutocannonClient } from './autocannon-client';

/** Between a client of autocannon and the source of its requests. */
export interface FedClient {
  /** How long to wait before the next request. */
  thinkMs(): number;
  /** Lays the next request out for the client to send. */
  prepare(): SourcedRequest;
  /** Hands the last reply on. */
  received(): void;
  failed(): void;
}

interface Exchange {
  readonly requestBuffer: Buffer;
  readonly chunks: Buffer[];
  onResponse(status: number): void;
}

interface ReplyHeaders {
  readonly headers?: { readonly headers?: readonly string[] };
}

/** Lets a source make what a client sends, and hear what comes back; one request is under way at a time. */
export function feedClient(client: AutocannonClient, source: RequestSource): FedClient {
  const { requestIterator, pipelinedRequests } = client;
  let upcoming: SourcedRequest | undefined;
  let arrived: { status: number; rawHeaders: readonly string[]; body: Buffer } | undefined;
  requestIterator.nextRequest = () => undefined;
  // autocannon adds pieces up as text, which breaks a character that two of them share.
  pipelinedRequests.addBody = (data) => void (pipelinedRequests.peek()?.req as Exchange | undefined)?.chunks.push(data);
  const next = (): SourcedRequest => (upcoming ??= source.next());
  let rawHeaders: readonly string[] = [];
  client.on('headers', (head: NonNullable<ReplyHeaders['headers']>) => (rawHeaders = head.headers ?? []));

  return {
    thinkMs: () => next().thinkMs,
    prepare() {
      const request = next();
      upcoming = undefined;
      const chunks: Buffer[] = [];
      requestIterator.currentRequest = {
        requestBuffer: request.bytes, chunks,
        onResponse: (status) => (arrived = { status, rawHeaders, body: Buffer.concat(chunks) }),
      } satisfies Exchange;
      return request;
    },
    received() {
      if (arrived) source.received(arrived.status, arrived.rawHeaders, arrived.body);
      arrived = undefined;
    },
    failed() {
      upcoming = undefined;
      source.failed();
    },
  };
}
