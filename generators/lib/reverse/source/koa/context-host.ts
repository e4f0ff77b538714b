import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { mediaTypeOf, statusesOf, textOf } from '../http/reply-status';
import { errorStatus } from '../http/error-status';
import { hosted, members, native, object, typed, UNDEFINED, unknown } from '../values/make';
import { rulesSchema } from '../schemas/from-async-validator';
import type { PartLocation } from '../values/request-part';
import type { Host, Value } from '../values/value';

const PARTS: Readonly<Record<string, PartLocation>> = { query: 'query', params: 'path', headers: 'header', header: 'header' };
const NATIVE = new Set(['get', 'set', 'throw', 'assert', 'redirect', 'render']);

/** Koa's `ctx`: request, response and state in one. The answer is whatever stands in it at the end. */
export class ContextHost implements Host {
  readonly what = 'koa context';
  private readonly own = new Map<string, Value>([['state', object([], {})]]);
  private statuses: (number | undefined)[] | undefined;
  private statusNode: ts.Node | undefined;
  private mediaType: string | undefined;
  private body: { value: Value; node: ts.Node } | undefined;

  constructor(private readonly exchange: Exchange, private readonly app?: Value) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    const part = PARTS[key];
    if (part !== undefined) return this.own.get(key) ?? this.exchange.part(part, at);
    switch (key) {
      case 'request': return hosted(new KoaRequestHost(this, this.exchange));
      case 'response': case 'ctx': case 'context': return hosted(this);
      case 'req': case 'res': return unknown(at);
      case 'body': return this.body?.value ?? unknown(at);
      case 'cookies': return object([['get', native('get', ([name]) => { const cookie = textOf(name); return cookie === undefined ? unknown(at) : { kind: 'part', in: 'cookie', reads: this.exchange.reads.cookie.child(cookie, at) }; })], ['set', native('set', () => UNDEFINED)]]);
      case 'session': case 'isAuthenticated': this.exchange.session = true; break;
      case 'app': return this.app ?? unknown(at);
      case 'url': case 'path': case 'method': case 'ip': case 'host': case 'originalUrl': case 'querystring': return typed('string');
      case 'status': return unknown(at);
      default:
    }
    const own = this.own.get(key);
    if (own !== undefined) return own;
    return NATIVE.has(key) ? native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where)) : unknown(at);
  }

  set(key: string | undefined, value: Value, at: ts.Node): void {
    if (key === 'status') {
      this.flush();
      this.statuses = statusesOf(value);
      this.statusNode = at;
    } else if (key === 'body') {
      if (this.body !== undefined && this.statuses === undefined) this.flush();
      if (this.body !== undefined) this.flush();
      this.body = { value, node: at };
    } else if (key === 'type') this.mediaType = mediaTypeOf(textOf(value));
    else if (key === 'query' && value.kind !== 'part') return;
    else if (key !== undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    switch (name) {
      case 'throw': this.fail(args, at); return UNDEFINED;
      case 'assert': this.fail(args.slice(1), at); return UNDEFINED;
      case 'get': {
        const header = textOf(args[0]);
        return header === undefined ? unknown(at) : { kind: 'part', in: 'header', reads: this.exchange.reads.header.child(header.toLowerCase(), at) };
      }
      case 'set': if (textOf(args[0])?.toLowerCase() === 'content-type') this.mediaType = mediaTypeOf(textOf(args[1])); return UNDEFINED;
      case 'redirect': this.statuses ??= [302]; this.statusNode = at; return UNDEFINED;
      case 'render': this.body = { value: typed('string'), node: at }; this.mediaType = 'text/html'; return UNDEFINED;
      case 'verifyParams': case 'validate': this.exchange.reads[args[1]?.kind === 'part' ? args[1].in : 'body'].claim({ schema: rulesSchema(args[0]), certain: true, node: at }); return UNDEFINED;
      case 'isAuthenticated': this.exchange.session = true; return typed('boolean');
      default: return undefined;
    }
  }

  /** Writes down the answer as it stands. */
  flush(): void {
    if (this.body === undefined && this.statuses === undefined) return;
    const node = this.body?.node ?? this.statusNode!;
    const empty = this.body === undefined || (this.body.value.kind === 'const' && this.body.value.value == null);
    for (const status of this.statuses ?? [empty ? 204 : 200]) this.exchange.reply({ status, node, ...(!empty && { body: this.body!.value }), ...(!empty && { mediaType: this.mediaType ?? koaMediaType(this.body!.value) }) });
    this.body = undefined;
    this.statuses = undefined;
  }

  private fail(args: readonly Value[], at: ts.Node): void {
    const given = args.flatMap((arg) => members(arg));
    const statuses = given.flatMap((arg) => { const status = arg.kind === 'const' && typeof arg.value === 'number' ? arg.value : errorStatus(arg); return status === undefined ? [] : [status]; });
    for (const status of new Set(statuses.slice(0, 1))) this.exchange.reply({ status, node: at, thrown: true });
    if (statuses.length === 0 && args.length > 0) this.exchange.reply({ status: 500, node: at, thrown: true });
  }
}

function koaMediaType(value: Value): string {
  return (value.kind === 'const' && typeof value.value === 'string') || (value.kind === 'typed' && value.type === 'string') ? 'text/plain' : 'application/json';
}

/** `ctx.request`; a body parser puts the body on it. */
class KoaRequestHost implements Host {
  readonly what = 'koa request';

  constructor(private readonly context: ContextHost, private readonly exchange: Exchange) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === 'body' || key === 'fields') return this.exchange.part('body', at);
    if (key === 'files' || key === 'file') {
      this.exchange.consumes.add('multipart/form-data');
      return this.exchange.part('file');
    }
    return this.context.get(key, at);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    return this.context.callMethod(name, args, at);
  }
}

