import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { RequestContent } from '../../validation/runtime/types';
import { refusePrototypeKeys } from './json';

/** A request whose body an earlier parser (express.json(), @koa/bodyparser) may have left in `body`. */
type Parsed = IncomingMessage & { body?: unknown; _body?: unknown };

/** True when the application read the body before us: there is nothing left in the stream. */
export function isParsed(request: IncomingMessage): boolean {
  return request.readableDidRead || (request as Parsed)._body === true;
}

/** What the earlier parser made of the body. */
export function useParsed(request: IncomingMessage, content: RequestContent): unknown {
  const { body } = request as Parsed;
  if (content.kind === 'json' && !content.prototypeKeys) refusePrototypeKeys(body);
  if (content.kind === 'stream') return body instanceof Readable ? body : Readable.from([Buffer.isBuffer(body) ? body : Buffer.from(String(body ?? ''))]);
  return body;
}
