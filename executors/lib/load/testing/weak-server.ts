import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { TestServer } from './servers';
import { httpServer } from './servers';

/** A small API that people might write by hand. */
export const WEAK_DOCUMENT = {
  openapi: '3.1.0', info: { title: 'Users', version: '1' },
  security: [{ token: [] }],
  paths: {
    '/users': {
      post: {
        operationId: 'createUser',
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
        responses: { 201: { description: 'made', content: { 'application/json': { schema: { type: 'object' } } } } },
      },
      get: {
        operationId: 'searchUsers',
        parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' }, example: 'ada' }, { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: { 200: { description: 'found', content: { 'application/json': { schema: { type: 'array' } } } } },
      },
    },
  },
  components: {
    schemas: {
      User: {
        type: 'object', required: ['name', 'email', 'age'], additionalProperties: false,
        properties: { name: { type: 'string', minLength: 1, maxLength: 100 }, email: { type: 'string', format: 'email' }, age: { type: 'integer', minimum: 0, maximum: 150 }, bio: { type: 'string' } },
      },
    },
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
};

/** What can be wrong with the server, and the pattern and the kind of flaw that have to show it. */
export const WEAKNESSES = {
  crashesWithoutAge: ['missing', 'crashed'],
  takesAnyType: ['wrong-type', 'accepted'],
  takesAnyNumber: ['out-of-bounds', 'accepted'],
  takesMore: ['unknown-property', 'accepted'],
  printsStack: ['malformed-json', 'crashed'],
  takesAnyMediaType: ['bad-content-type', 'accepted'],
  takesAnyLength: ['oversized', 'accepted'],
  inflatesAnything: ['bad-encoding', 'accepted'],
  recurses: ['deep-nesting', 'crashed'],
  showsDatabaseErrors: ['injection', 'leaks'],
  readsFiles: ['injection', 'leaks'],
  evaluatesTemplates: ['injection', 'leaks'],
  reflectsHtml: ['injection', 'leaks'],
  merges: ['prototype-pollution', 'harmed'],
  asksNobody: ['bad-auth', 'accepted'],
  trustsTokens: ['bad-auth', 'accepted'],
  trimsLists: ['repeated-parameter', 'crashed'],
  decodesPaths: ['malformed-target', 'drops'],
  answersAnyMethod: ['wrong-method', 'accepted'],
  tooSlowPattern: ['slow-pattern', 'hangs'],
  storesInts: ['huge-number', 'crashed'],
} as const satisfies Record<string, readonly [pattern: string, kind: string]>;

export type Weakness = keyof typeof WEAKNESSES;

/** @param weak what is wrong with it; nothing: it does all as the document says */
export function weakServer(...weak: readonly Weakness[]): Promise<TestServer> {
  const is = (name: Weakness): boolean => weak.includes(name);
  return httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        answer(request, response, Buffer.concat(chunks), is);
      } catch (error) {
        const { stack, message } = error as Error;
        response.writeHead(500, { 'content-type': 'text/plain' }).end(is('printsStack') ? stack : message.slice(0, 20));
      }
    });
  });
}

/** What `merges` has put into every object; put aside, or it would be in those of the test too. */
const polluted: Record<string, unknown> = {};

function answer(request: IncomingMessage, response: ServerResponse, raw: Buffer, is: (name: Weakness) => boolean): void {
  const reply = (status: number, value: unknown, type = 'application/json'): void => void response.writeHead(status, { 'content-type': type }).end(type === 'application/json' ? JSON.stringify(typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...(is('merges') ? polluted : {}), ...value } : value) : String(value));
  const [path, query = ''] = request.url!.split('?');
  if (is('decodesPaths')) {
    try {
      decodeURIComponent(path!);
    } catch {
      return void request.socket.destroy(); // a process that ends
    }
  }
  const { authorization = '' } = request.headers;
  const forged = is('trustsTokens') && /^Bearer [\w-]+\.[\w-]+\.$/.test(authorization);
  if (!is('asksNobody') && authorization !== 'Bearer example' && !forged) return reply(401, { error: 'who?' });
  if (path !== '/users') return reply(404, { error: 'nothing here' });
  if (request.method === 'GET') return search(new URLSearchParams(query), reply, is);
  if (request.method !== 'POST') return is('answersAnyMethod') ? reply(200, {}) : reply(405, { error: 'no such method' });
  create(request, raw, reply, is);
}

type Reply = (status: number, value: unknown, type?: string) => void;

function search(query: URLSearchParams, reply: Reply, is: (name: Weakness) => boolean): void {
  const given = query.getAll('q').length > 1 ? query.getAll('q') : query.get('q');
  if (given === null) return reply(400, { error: 'q is required' });
  if (Array.isArray(given) && !is('trimsLists')) return reply(400, { error: 'q is given twice' });
  const q = (given as string).trim();
  const limit = query.get('limit');
  if (limit !== null && !(/^[1-9]\d?$|^100$/.test(limit))) return reply(400, { error: 'limit is wrong' });
  if (is('showsDatabaseErrors') && q.includes("'")) return reply(400, { error: 'syntax error at or near "x"' });
  if (is('readsFiles') && q.includes('etc/passwd')) return reply(200, ['root:x:0:0:root:/root:/bin/sh']);
  if (is('evaluatesTemplates') && q.includes('{{31337*3}}')) return reply(200, [q.replace('{{31337*3}}', '94011')]);
  if (is('reflectsHtml')) return reply(200, `<p>Nothing for ${q}</p>`, 'text/html');
  reply(200, []);
}

function create(request: IncomingMessage, raw: Buffer, reply: Reply, is: (name: Weakness) => boolean): void {
  if (request.headers['content-type'] !== 'application/json' && !is('takesAnyMediaType')) return reply(415, { error: 'JSON, please' });
  const coding = request.headers['content-encoding'];
  if (coding !== undefined && !(is('inflatesAnything') && coding === 'gzip')) return reply(415, { error: 'no codings' });
  if (raw.length > 1_000_000 && !is('takesAnyLength')) return reply(413, { error: 'too long' });
  const text = coding === undefined ? raw : gunzip(raw);
  if (text === undefined) return reply(400, { error: 'no gzip' });
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text)) as Record<string, unknown>;
  } catch (error) {
    if (is('printsStack')) throw error;
    return reply(400, { error: 'no JSON' });
  }
  if (is('recurses')) depth(body);
  const { name, email, age, bio } = body ?? {};
  if (is('merges')) merge(body);
  if (is('crashesWithoutAge') && (age as number).toFixed() === '') return;
  if (is('tooSlowPattern') && typeof name === 'string' && name.length > 1000) return; // as good as /^(a+)+$/ over it
  if (is('storesInts') && Number(age) > 2 ** 53) throw new Error('value out of range for type integer');
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return reply(400, { error: 'no object' });
  const loose = is('takesAnyType');
  const typed = typeof name === 'string' && typeof email === 'string' && Number.isInteger(age) && (bio === undefined || typeof bio === 'string');
  if (!typed && !(loose && name !== undefined && email !== undefined && age !== undefined)) return reply(400, { error: 'wrong types' });
  const bounded = (age as number) >= 0 && (age as number) <= 150 && String(name).length >= 1 && String(name).length <= 100 && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(email)) && String(email).length < 200;
  if (!bounded && !is('takesAnyNumber') && !(loose && !typed)) return reply(400, { error: 'out of bounds' });
  if (!is('takesMore') && Object.keys(body).some((key) => !['name', 'email', 'age', 'bio'].includes(key))) return reply(400, { error: 'unknown property' });
  reply(201, { id: 7 });
}

function gunzip(raw: Buffer): Buffer | undefined {
  try {
    return gunzipSync(raw);
  } catch {
    return undefined;
  }
}

function depth(value: unknown): number {
  return typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depth));
}

function merge(body: unknown): void {
  const proto = typeof body === 'object' && body !== null ? (Object.getOwnPropertyDescriptor(body, '__proto__')?.value as object | undefined) : undefined;
  if (proto && typeof proto === 'object') Object.assign(polluted, proto);
}
