import type ts from 'typescript';
import type { Exchange } from '../http/exchange';
import { mediaTypeOf, statusesOf, textOf } from '../http/reply-status';
import { hosted, native, unknown } from '../values/make';
import type { Host, Value } from '../values/value';

const JSON_TYPE = 'application/json';

interface Pending { statuses: (number | undefined)[] | undefined; mediaType: string | undefined }

/** Express's `res`; `res.status(201)` is a response of its own, so that branches do not mix. */
export class ResponseHost implements Host {
  readonly what = 'response';
  private readonly own: Map<string, Value>;

  constructor(private readonly exchange: Exchange, private readonly pending: Pending = { statuses: undefined, mediaType: undefined }, private readonly statuses?: (number | undefined)[], own?: Map<string, Value>) {
    this.own = own ?? new Map();
  }

  get(key: string | undefined, at: ts.Node): Value | undefined {
    if (key === 'locals') return this.local('locals', at);
    if (key === undefined) return unknown(at);
    return this.own.get(key) ?? (Object.hasOwn(SENDERS, key) || SETTERS.has(key) || key === 'status' ? native(key, (args, where) => this.callMethod(key, args, where) ?? unknown(where)) : unknown(at));
  }

  set(key: string | undefined, value: Value): void {
    if (key === 'statusCode') this.pending.statuses = statusesOf(value);
    else if (key !== undefined) this.own.set(key, value);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    if (name === undefined || this.own.has(name)) return undefined;
    if (name === 'status' || name === 'code') {
      const statuses = statusesOf(args[0]);
      this.pending.statuses = statuses;
      return hosted(new ResponseHost(this.exchange, this.pending, statuses, this.own));
    }
    if (name === 'type' || name === 'contentType') this.pending.mediaType = mediaTypeOf(textOf(args[0])) ?? this.pending.mediaType;
    if (['set', 'header', 'setHeader', 'append'].includes(name) && textOf(args[0])?.toLowerCase() === 'content-type') this.pending.mediaType = mediaTypeOf(textOf(args[1]));
    if (name === 'writeHead') this.pending.statuses = statusesOf(args[0]);
    const send = Object.hasOwn(SENDERS, name) ? SENDERS[name] : undefined;
    if (send !== undefined) {
      const { status, body, mediaType } = send(args);
      const statuses = status ?? this.statuses ?? this.pending.statuses ?? [200];
      for (const one of statuses) this.exchange.reply({ status: one, node: at, ...(body && { body }), ...((this.pending.mediaType ?? mediaType) && { mediaType: this.pending.mediaType ?? mediaType! }) });
      this.pending.statuses = undefined;
      return hosted(this);
    }
    return SETTERS.has(name) ? hosted(this) : undefined;
  }

  private local(name: string, at: ts.Node): Value {
    const found = this.own.get(name) ?? { kind: 'object', layers: [{ spread: unknown(at) }, { props: new Map() }] };
    this.own.set(name, found);
    return found;
  }
}

interface Sent { status?: (number | undefined)[]; body?: Value; mediaType?: string }

const legacy = (args: readonly Value[], rest: (body: Value | undefined) => Sent): Sent =>
  args.length === 2 && args[0]?.kind === 'const' && typeof args[0].value === 'number' ? { ...rest(args[1]), status: statusesOf(args[0]) } : rest(args[0]);

const withBody = (body: Value | undefined, mediaType: string): Sent => (body === undefined || (body.kind === 'const' && body.value === undefined) ? {} : { body, mediaType });

const SENDERS: Record<string, (args: readonly Value[]) => Sent> = {
  json: (args) => legacy(args, (body) => withBody(body, JSON_TYPE)),
  jsonp: (args) => legacy(args, (body) => withBody(body, JSON_TYPE)),
  send: (args) => legacy(args, (body) => withBody(body, isText(body) ? 'text/html' : JSON_TYPE)),
  sendStatus: ([status]) => ({ status: statusesOf(status), body: { kind: 'typed', type: 'string' }, mediaType: 'text/plain' }),
  end: ([body]) => withBody(body?.kind === 'function' ? undefined : body, 'text/plain'),
  redirect: (args) => ({ status: args.length > 1 ? statusesOf(args[0]) : [302] }),
  render: () => ({ body: { kind: 'typed', type: 'string' }, mediaType: 'text/html' }),
  sendFile: () => ({ body: { kind: 'typed', type: 'string', format: 'binary' }, mediaType: 'application/octet-stream' }),
  sendfile: () => ({ body: { kind: 'typed', type: 'string', format: 'binary' }, mediaType: 'application/octet-stream' }),
  download: () => ({ body: { kind: 'typed', type: 'string', format: 'binary' }, mediaType: 'application/octet-stream' }),
};

function isText(value: Value | undefined): boolean {
  return (value?.kind === 'const' && typeof value.value === 'string') || (value?.kind === 'typed' && value.type === 'string');
}

const SETTERS = new Set(['set', 'header', 'setHeader', 'append', 'type', 'contentType', 'cookie', 'clearCookie', 'location', 'links', 'vary', 'attachment', 'write', 'writeHead', 'removeHeader', 'format']);

