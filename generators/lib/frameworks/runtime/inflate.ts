import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { unsupportedMediaType } from './failure';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body without its Content-Encoding; the request itself when it has none. Throws 415 for other
 * encodings and for more than one (a tower of gzips is a bomb). Whoever reads counts the inflated bytes.
 */
export function inflate(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return request;
  const name = encoding.trim().toLowerCase();
  const create = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (create === undefined) {
    throw unsupportedMediaType('The body must be encoded as gzip, deflate, br or not at all', { 'accept-encoding': 'gzip, deflate, br' });
  }
  const inflated = create();
  // Who reads adds a listener of its own; a request refused before that must not bring the process down.
  inflated.on('error', ignore);
  return request.pipe(inflated);
}

function ignore(): void {
  // Readers listen for themselves.
}
