import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { textOf } from '../http/reply-status';
import { hosted, native, typed, unknown } from '../values/make';
import type { PartLocation } from '../values/request-part';
import type { Host, Value } from '../values/value';

const PARTS: Readonly<Record<string, PartLocation>> = { query: 'query', body: 'body', rawBody: 'body', params: 'path', headers: 'header', cookies: 'cookie', signedCookies: 'cookie', file: 'file', files: 'file' };
const SESSION = new Set(['session', 'isAuthenticated', 'isUnauthenticated']);

/** Express's `req`. What middleware puts on it is kept for the functions that come after. */
export class RequestHost implements Host {
  readonly what = 'request';
  private readonly own = new Map<string, Value>();

  constructor(private readonly exchange: Exchange, private readonly app?: Value) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    const part = PARTS[key];
    if (part === 'file') this.exchange.consumes.add('multipart/form-data');
    if (part !== undefined) return this.exchange.part(part, at);
    if (SESSION.has(key)) this.exchange.session = true;
    if (key === 'app' && this.app !== undefined) return this.app;
    if (key === 'req' || key === 'request' || key === 'raw') return this.own.get(key) ?? hosted(this);
    if (['originalUrl', 'url', 'path', 'hostname', 'ip', 'protocol', 'method'].includes(key)) return typed('string');
    return this.own.get(key) ?? (METHOD_NAMES.has(key) ? native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where)) : unknown(at));
  }

  set(key: string | undefined, value: Value): void {
    if (key !== undefined && PARTS[key] === undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === 'get' || name === 'header') {
      const header = textOf(args[0]);
      return header === undefined ? unknown(at) : { kind: 'part', in: 'header', reads: this.exchange.reads.header.child(header.toLowerCase(), at) };
    }
    if (name === 'isAuthenticated' || name === 'isUnauthenticated') this.exchange.session = true;
    if (name === 'is' || name === 'accepts') return typed('string');
    if (name === 'checkBody' || name === 'checkQuery' || name === 'checkParams') {
      const key = textOf(args[0]);
      if (key !== undefined) this.exchange.reads[name === 'checkBody' ? 'body' : name === 'checkQuery' ? 'query' : 'path'].child(key, at);
      return unknown(at);
    }
    return undefined;
  }
}

const METHOD_NAMES = new Set(['get', 'header', 'is', 'accepts']);
