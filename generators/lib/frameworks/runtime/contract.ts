import { createServer, request as open } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lazy } from '../../validation/runtime/lazy';
import type { Fault, OperationModule, ResponseValidator } from '../../validation/runtime/types';
import { fit, withoutParameters } from './media-type';

/** A request as the contract tests send it. */
export interface ContractRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, and in what it breaks the operation's contract: nothing, when the test passes. */
export interface ContractReply {
  readonly status: number;
  readonly problems: readonly string[];
}

/** Accepts any credentials: contract tests look at shapes, not at who may see them. */
export function acceptAll(schemes: readonly string[]): Record<string, () => unknown> {
  return Object.fromEntries(schemes.map((scheme) => [scheme, () => ({ contractTest: true })]));
}

/** Serves a listener on a free port of 127.0.0.1. */
export async function serve(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends a request and checks the reply's status, media type and body against the operation's responses. */
export async function call(url: string, lazy: Lazy<OperationModule>, request: ContractRequest): Promise<ContractReply> {
  const { responses } = await lazy.load();
  const reply = await send(url, request);
  let text = '';
  for await (const chunk of reply.setEncoding('utf8')) text += chunk as string;
  const status = reply.statusCode ?? 0;
  return { status, problems: problemsOf(status, reply.headers['content-type'], text, request.method, responses ?? []) };
}

/** Not by `fetch`, which refuses TRACE and a GET with a body, and resolves `..` in paths. */
function send(url: string, { method, target, headers, body }: ContractRequest): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    open({ hostname, port, method, path: target, headers: { ...length, ...headers }, agent: false }, resolve).on('error', reject).end(body);
  });
}

function problemsOf(status: number, type: string | undefined, text: string, method: string, responses: readonly ResponseValidator[]): string[] {
  const documented = find(status, responses);
  if (documented === undefined) return [`status ${status} is not documented: ${text.slice(0, 500)}`];
  if (documented.content.length === 0 || method === 'HEAD' || text === '') return [];
  const mediaType = withoutParameters(type ?? '');
  const content = [...documented.content].sort((a, b) => fit(b.mediaType, mediaType) - fit(a.mediaType, mediaType))[0]!;
  if (fit(withoutParameters(content.mediaType), mediaType) === 0) return [`media type ${mediaType || '(none)'} is not documented for status ${status}`];
  if (content.validate === null) return [];
  const faults: Fault[] = [];
  content.validate(mediaType.endsWith('json') ? JSON.parse(text) : text, faults);
  return faults.map((fault) => `body${fault.instancePath} ${fault.message}`);
}

function find(status: number, responses: readonly ResponseValidator[]): ResponseValidator | undefined {
  const named = (name: string): ResponseValidator | undefined => responses.find((response) => response.status.toUpperCase() === name);
  // `default` documents errors of requests: a valid one that ends in a 500 or 501 is no reply anyone wants.
  return named(String(status)) ?? named(`${String(status)[0]}XX`) ?? (status < 500 ? named('DEFAULT') : undefined);
}
