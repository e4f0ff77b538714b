import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { mediaTypeOf, statusesOf, textOf } from '../http/reply-status';
import { statusOfName } from '../http/error-status';
import { hosted, native, typed, UNDEFINED, unknown } from '../values/make';
import type { PartLocation } from '../values/request-part';
import type { Host, Value } from '../values/value';
import { callValue } from '../interpret/call';
import type { FastifyHost } from './instance-host';

const PARTS: Readonly<Record<string, PartLocation>> = { query: 'query', body: 'body', params: 'path', headers: 'header', cookies: 'cookie' };
const UPLOADS = new Set(['file', 'files', 'parts', 'saveRequestFiles']);

/** Fastify's request. */
export class FastifyRequestHost implements Host {
  readonly what = 'request';
  private readonly own = new Map<string, Value>();

  constructor(private readonly exchange: Exchange, private readonly instance: FastifyHost) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    const part = PARTS[key];
    if (part !== undefined) return this.exchange.part(part, at);
    if (key === 'server') return hosted(this.instance);
    if (key === 'session') this.exchange.session = true;
    if (key === 'url' || key === 'method' || key === 'ip' || key === 'hostname' || key === 'id') return typed('string');
    return this.own.get(key) ?? this.instance.top.onRequest.get(key) ?? (key === 'jwtVerify' ? native(key, (args, where) => this.callMethod(key, args, where) ?? UNDEFINED) : unknown(at));
  }

  set(key: string | undefined, value: Value): void {
    if (key !== undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === 'jwtVerify') {
      this.exchange.verified = true;
      this.exchange.reads.header.child('authorization', at);
      this.exchange.reply({ status: 401, node: at, thrown: true });
      return unknown(at);
    }
    if (name !== undefined && UPLOADS.has(name)) {
      this.exchange.consumes.add('multipart/form-data');
      return unknown(at);
    }
    const decorated = name === undefined ? undefined : (this.own.get(name) ?? this.instance.top.onRequest.get(name));
    return decorated === undefined ? undefined : callValue(this.instance.recorder.machine, decorated, args, at, hosted(this));
  }
}

interface Pending { statuses: (number | undefined)[] | undefined; mediaType: string | undefined }

/** Fastify's reply; `reply.code(404)` is a reply of its own, so that branches do not mix. */
export class FastifyReplyHost implements Host {
  readonly what = 'reply';

  constructor(private readonly exchange: Exchange, private readonly instance: FastifyHost, readonly pending: Pending = { statuses: undefined, mediaType: undefined }, private readonly statuses?: (number | undefined)[]) {}

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === undefined) return unknown(at);
    return this.instance.top.onReply.get(key) ?? unknown(at);
  }

  set(key: string | undefined, value: Value): void {
    if (key === 'statusCode') this.pending.statuses = statusesOf(value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    const decorated = name === undefined ? undefined : this.instance.top.onReply.get(name);
    if (decorated !== undefined) return callValue(this.instance.recorder.machine, decorated, args, at, hosted(this));
    switch (name) {
      case 'code': case 'status': {
        const statuses = statusesOf(args[0]);
        this.pending.statuses = statuses;
        return hosted(new FastifyReplyHost(this.exchange, this.instance, this.pending, statuses));
      }
      case 'send': this.answer(args[0], at); return hosted(this);
      case 'type': this.pending.mediaType = mediaTypeOf(textOf(args[0])); return hosted(this);
      case 'header': case 'headers': if (textOf(args[0])?.toLowerCase() === 'content-type') this.pending.mediaType = mediaTypeOf(textOf(args[1])); return hosted(this);
      case 'redirect': {
        const given = args.length > 1 ? args.find((a) => a.kind === 'const' && typeof a.value === 'number') : undefined;
        for (const status of given === undefined ? [302] : statusesOf(given)) this.exchange.reply({ status, node: at });
        return hosted(this);
      }
      case 'view': this.exchange.reply({ status: 200, node: at, body: typed('string'), mediaType: 'text/html' }); return hosted(this);
      case 'sendFile': case 'download': this.exchange.reply({ status: 200, node: at, body: typed('string', 'binary'), mediaType: 'application/octet-stream' }); return hosted(this);
      case 'setCookie': case 'clearCookie': case 'serializer': case 'hijack': case 'setCookies': return hosted(this);
      default: {
        const status = name === undefined ? undefined : statusOfName(name);
        if (status === undefined) return undefined;
        this.exchange.reply({ status, node: at, thrown: true });
        return hosted(this);
      }
    }
  }

  /** `reply.send(x)` or `return x`. */
  answer(body: Value | undefined, at: ts.Node): void {
    const empty = body === undefined || (body.kind === 'const' && (body.value === undefined || body.value === null));
    const text = body?.kind === 'const' && typeof body.value === 'string';
    for (const status of this.statuses ?? this.pending.statuses ?? [200]) {
      this.exchange.reply({ status, node: at, ...(!empty && body !== undefined && { body, mediaType: this.pending.mediaType ?? (text ? 'text/plain' : 'application/json') }) });
    }
    this.pending.statuses = undefined;
  }
}
