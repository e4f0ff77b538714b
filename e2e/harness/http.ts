import http from 'node:http';

export interface Call {
  readonly method?: string;
  /** Path and query, sent exactly as written. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as it is; objects of `callJson` are put into JSON first. */
  readonly body?: string | Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface JsonReply extends Reply {
  /** The parsed body; undefined when the reply is not JSON. */
  readonly json: any;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

/** One request over node:http, which neither normalizes paths nor forbids odd requests as fetch does. */
export function call(origin: string, { method = 'GET', path, headers = {}, body }: Call): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request({ hostname, port, method, path, headers: { ...length, ...headers } as http.OutgoingHttpHeaders, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within 30 s: ${method} ${path}`)));
    request.on('error', reject);
    request.end(body);
  });
}

/** A request with a JSON body, or none, and its reply parsed. */
export async function callJson(origin: string, method: string, path: string, value?: unknown, headers: Record<string, string> = {}): Promise<JsonReply> {
  if (value === undefined) return withJson(await call(origin, { method, path, headers }));
  return withJson(await call(origin, { method, path, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }));
}

/** Adds the parsed body to a reply. */
export function withJson(reply: Reply): JsonReply {
  const isJson = /[/+]json\b/.test(reply.headers['content-type'] ?? '');
  return { ...reply, json: isJson ? JSON.parse(reply.body.toString('utf8')) : undefined };
}
