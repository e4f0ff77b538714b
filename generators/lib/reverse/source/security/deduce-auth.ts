import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { BASIC, BEARER, JWT_BEARER, type AuthScheme } from './auth-finding';

/** Runs a function of a route and notes what it asks of the caller, told by what it reads and when it refuses. */
export function deduceAuth(exchange: Exchange, isHandler: boolean, node: ts.Node | undefined, run: () => void): void {
  const before = { replies: exchange.replies.length, auth: exchange.auth.length, headers: new Map(exchange.reads.header.children), cookies: new Set(exchange.reads.cookie.children.keys()) };
  exchange.verified = false;
  exchange.session = false;
  exchange.reads.header.children.delete('authorization');
  run();
  const refusal = exchange.replies.slice(before.replies).some((reply) => reply.status === 401 || reply.status === 403);
  const read = [...exchange.reads.header.children.keys()].filter((name) => !before.headers.has(name) || name === 'authorization');
  const cookies = [...exchange.reads.cookie.children.keys()].filter((name) => !before.cookies.has(name));
  if (before.headers.has('authorization') && !read.includes('authorization')) exchange.reads.header.child('authorization');
  if (node === undefined || exchange.auth.length > before.auth) return;
  const scheme = schemeOf(exchange, read, cookies, refusal, node);
  if (scheme !== undefined) exchange.auth.push({ scheme, optional: !refusal, node });
  else if (!isHandler && refusal && (exchange.session || exchange.replies.slice(before.replies).some((reply) => reply.status === 401))) {
    exchange.auth.push({ scheme: exchange.session ? { type: 'apiKey', in: 'cookie', name: 'connect.sid' } : undefined, optional: false, node });
  }
}

function schemeOf(exchange: Exchange, headers: readonly string[], cookies: readonly string[], refusal: boolean, node: ts.Node): AuthScheme | undefined {
  const key = headers.find((name) => /api-?key|token|x-auth/.test(name));
  if (exchange.verified) {
    if (headers.includes('authorization')) return JWT_BEARER;
    const [cookie] = cookies;
    if (cookie !== undefined) return { type: 'apiKey', in: 'cookie', name: cookie };
    return key === undefined ? JWT_BEARER : { type: 'apiKey', in: 'header', name: key };
  }
  if (headers.includes('authorization') && refusal) return /\bbasic\b/i.test(node.getText()) ? BASIC : BEARER;
  return key !== undefined && refusal ? { type: 'apiKey', in: 'header', name: key } : undefined;
}
