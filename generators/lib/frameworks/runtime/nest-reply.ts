import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { withoutParameters } from './media-type';
import type { OperationRoute } from './nest-operation';
import { setHeader } from './nest-platform';
import type { PlatformReply, PlatformResponse } from './nest-platform';

/** What a service hands back when it chose the reply itself. */
export class Reply {
  private code: number;
  private mediaType: string | undefined;
  private body: unknown;
  private readonly fields: [string, string | string[]][] = [];

  constructor(private readonly operation: OperationRoute, implicitStatus: number) {
    this.code = implicitStatus;
  }

  status(code: number): this {
    this.code = code;
    return this;
  }

  header(name: string, value: string | string[]): this {
    this.fields.push([name, value]);
    return this;
  }

  type(mediaType: string): this {
    this.mediaType = mediaType;
    return this;
  }

  send(body?: unknown): this {
    this.body = body;
    return this;
  }

  /** Puts status and headers on the platform's response and answers the body for Nest to send. */
  finish(result: unknown, response: PlatformResponse): unknown {
    if (result !== this) this.body = result;
    (response as PlatformReply).status(this.code);
    for (const [name, value] of this.fields) setHeader(response, name, value);
    return this.sendable(this.body, response);
  }

  private sendable(body: unknown, response: PlatformResponse): unknown {
    if (body === undefined || body instanceof StreamableFile) return body;
    const type = this.mediaType ?? this.documentedType(body);
    const isJson = type === JSON_TYPE || /[/+]json$/i.test(withoutParameters(type));
    // Both adapters write an object as JSON and name its type; anything else is written here.
    if (isJson && typeof body === 'object' && body !== null && !isBinary(body)) {
      if (type !== JSON_TYPE) setHeader(response, 'content-type', type);
      return body;
    }
    setHeader(response, 'content-type', isJson && type === JSON_TYPE ? `${type}; charset=utf-8` : type);
    if (isJson && !isBinary(body)) return JSON.stringify(body);
    if (body instanceof Uint8Array) return new StreamableFile(body);
    if (body instanceof Readable) return new StreamableFile(body);
    return typeof body === 'object' ? JSON.stringify(body) : String(body);
  }

  private documentedType(body: unknown): string {
    const types = this.operation.replyTypes;
    const type = types && (types[this.code] ?? types[`${String(this.code)[0]}XX`] ?? types['default']);
    // A range cannot be sent: what is sent says what it is.
    if (type !== undefined && !type.includes('*')) return type;
    if (type === undefined && !isBinary(body)) return JSON_TYPE;
    return isBinary(body) ? 'application/octet-stream' : typeof body === 'string' ? 'text/plain; charset=utf-8' : JSON_TYPE;
  }
}

const JSON_TYPE = 'application/json';

function isBinary(body: unknown): boolean {
  return body instanceof Uint8Array || body instanceof Readable;
}
