import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Aborted, malformedBody, payloadTooLarge } from './failure';
import { inflate } from './inflate';

export type BytesRead = (error: Error | null, bytes: Buffer) => void;

const NONE = Buffer.alloc(0);

/** Reads a whole body into memory, at most `limit` bytes after inflation. Calls back once, in the stream's async context. */
export function readBytes(request: IncomingMessage, limit: number, done: BytesRead): void {
  let body: Readable;
  try {
    body = inflate(request);
  } catch (error) {
    return done(error as Error, NONE);
  }
  let first: Buffer | undefined;
  let chunks: Buffer[] | undefined;
  let size = 0;
  let finished = false;

  body.on('data', take);
  body.on('end', () => finish(null));
  body.on('error', () => finish(body === request ? new Aborted() : malformedBody('The body is not valid in its Content-Encoding')));
  if (body !== request) request.on('error', () => finish(new Aborted()));
  // An inflater is still at work when a complete request closes.
  request.on('close', () => {
    if (!request.complete) finish(new Aborted());
  });

  function take(chunk: Buffer): void {
    if (finished) return;
    size += chunk.length;
    if (size > limit) finish(payloadTooLarge(`The body is larger than ${limit} bytes`));
    else if (first === undefined) first = chunk;
    else (chunks ??= [first]).push(chunk);
  }

  function finish(error: Error | null): void {
    if (finished) return;
    finished = true;
    // Node removes all listeners of a reply's request that still has some for data, which takes longer.
    if (error === null) body.removeListener('data', take);
    // Stop inflating a bomb; the rest of the upload is read and dropped, so that the client gets the reply.
    if (body !== request && error !== null) {
      request.unpipe();
      body.destroy();
      request.resume();
    }
    const bytes = error !== null ? NONE : chunks !== undefined ? Buffer.concat(chunks, size) : (first ?? NONE);
    first = chunks = undefined;
    done(error, bytes);
  }
}

/** Refuses a body by its announced Content-Length, before anything is read. */
export function checkLength(length: string | undefined, limit: number): void {
  if (length !== undefined && Number(length) > limit) throw payloadTooLarge(`The body is larger than ${limit} bytes`);
}
